import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { emptyNetwork } from '../../../contract/empty-spec';
import { readRunLine } from './read';
import { RunLineError } from './types';

const read = (line: string) => readRunLine(line).spec;
const notes = (line: string) => readRunLine(line).notes.map(({ kind, text }) => `${kind}: ${text}`);
const fault = (line: string): RunLineError => {
  try {
    readRunLine(line);
  } catch (error) {
    if (error instanceof RunLineError) return error;
    throw error;
  }
  throw new Error('it was read');
};

describe('reading', () => {
  it('takes short flags together, with and without their values apart', () => {
    const spec = read('docker run -itd -p80:80 -e=A=b -vdata:/d -m 512m -u 1:1 --rm nginx sh -c "a b"');
    expect(spec).toMatchObject({
      tty: true,
      interactive: true,
      autoRemove: true,
      user: '1:1',
      command: ['sh', '-c', 'a b'],
    });
    expect(spec.ports).toEqual([{ hostIp: '', hostPort: '80', containerPort: '80', protocol: 'tcp' }]);
    expect(spec.env).toEqual([{ name: 'A', value: 'b' }]);
    expect(spec.mounts).toMatchObject([{ source: 'data', target: '/d' }]);
    expect(spec.resources.memory).toBe(512 * 2 ** 20);
  });

  it.each([
    ['$ sudo -E docker run nginx', 'nginx'],
    ['FOO=1 podman container run --name x nginx', 'nginx'],
    ['docker -H tcp://a:1 create \\\n  --name a \\\r\n  nginx', 'nginx'],
    ['docker run `\r\n -p 80:80 `\r\n nginx', 'nginx'],
    ['docker run ^\n -p 80:80 ^\n nginx', 'nginx'],
    ['docker run\n  -d\n  -i nginx', 'nginx'],
    ['# start it\ndocker run nginx # the server', 'nginx'],
    ['"/usr/bin/docker" run -- nginx', 'nginx'],
  ])('finds the command in %j', (line, image) => {
    expect(read(line)).toMatchObject({ image, command: null });
  });

  it('keeps the backslashes of Windows paths', () => {
    const [first, second] = read('docker run -v C:\\Users\\me:/data:ro -v "D:\\x y":C:\\z nginx').mounts;
    expect(first).toMatchObject({ type: 'bind', source: 'C:\\Users\\me', target: '/data', readOnly: true });
    expect(second).toMatchObject({ type: 'bind', source: 'D:\\x y', target: 'C:\\z' });
  });

  it('names what it cannot keep, and drops nothing in silence', () => {
    expect(
      notes('A=1 docker --context x run --env-file .env -e HOME --cidfile f -v ./a:/a -v $(pwd):/b nginx && echo done'),
    ).toEqual([
      'not-kept: A=1: a variable of the shell the line is run in',
      'not-kept: --context x: the engine in use is taken',
      'not-kept: --env-file .env: the file cannot be read here; paste its lines among the variables',
      'assumed: -e HOME takes its value from the shell it is run in; here the variable is taken away',
      "not-kept: --cidfile f: no file with the container's id is written",
      'not-understood: ./a depends on the folder the line is run in; give the whole path',
      'not-understood: $(pwd) stands as it is: a shell would put its own value there',
      'not-kept: && echo done: what follows the command is not part of it',
    ]);
    expect(notes('podman run --pod web --replace nginx')).toEqual([
      'not-understood: --pod web',
      'not-understood: --replace: unknown, and read as a flag without a value',
    ]);
  });

  it('reads networks in both ways', () => {
    const spec = read('docker run --network name=Front,alias=Web,ip=10.0.0.2,driver-opt=a=b --network back nginx');
    expect(spec.networks).toEqual([
      { ...emptyNetwork('front'), aliases: ['web'], ipv4: '10.0.0.2', driverOptions: [{ name: 'a', value: 'b' }] },
      emptyNetwork('back'),
    ]);
    expect(read('docker run --net host nginx')).toMatchObject({ networkMode: 'host', networks: [] });
    expect(read('docker run --mac-address 02:42:ac:11:00:02 nginx').networks).toMatchObject([{ name: 'default' }]);
    expect(read('docker run --network default nginx').networks).toEqual([]);
  });

  it.each([
    ['', ''],
    ['kubectl run nginx', 'kubectl'],
    ['docker pull nginx', 'pull'],
    ['docker run -d', ''],
    ['docker run -p', '-p'],
    ['docker run -p 80:x nginx', '80:x'],
    ['docker run -p 80-82:80-81 nginx', '80-82:80-81'],
    ['docker run -m lots nginx', 'lots'],
    ['docker run --init=perhaps nginx', 'perhaps'],
    ['docker run --restart always:3 nginx', 'always:3'],
    ['docker run --mount type=foo,target=/a nginx', 'type=foo,target=/a'],
    ['docker run --network host --network a nginx', 'host'],
    ['docker run --no-healthcheck --health-cmd x nginx', '--no-healthcheck'],
    ["docker run -e 'A=b nginx", "'A=b nginx"],
  ])('says what is wrong with %j', (line, word) => {
    expect(fault(line)).toMatchObject({ word });
    expect(fault(line).message).toMatch(/\.$/);
  });

  it('ends in a spec or a fault whatever it is given', () => {
    const parts = [
      '-e',
      '"',
      "'",
      '$(',
      ')',
      '`',
      '\\',
      '--',
      '-p',
      ' ',
      'x',
      '\n',
      "$'",
      '--network',
      'a=b',
      ',',
      '\0',
      '-',
    ];
    fc.assert(
      fc.property(fc.array(fc.constantFrom(...parts), { maxLength: 20 }), (tail) => {
        try {
          readRunLine(`docker run ${tail.join('')}`);
        } catch (error) {
          expect(error).toBeInstanceOf(RunLineError);
        }
      }),
    );
  });
});
