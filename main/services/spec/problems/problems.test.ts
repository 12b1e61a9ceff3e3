import { describe, expect, it } from 'vitest';
import { readRunLine } from '../run-line/read';
import { problemsOfEngine } from './of-engine';
import { specProblems } from './problems';

const spec = (words: string) => readRunLine(`docker run ${words}`).spec;
const found = (words: string) =>
  specProblems(spec(words)).map(({ path, severity }) => (severity === 'error' ? path : `(${path})`));

describe('what is wrong with a spec', () => {
  it.each([
    'nginx',
    'team.x:5000/a/b:1.2_3@sha256:' + 'ab'.repeat(32),
    'localhost:5000/a',
    'sha256:' + 'ab'.repeat(32),
    '--name a1 -p 80:80 -p 127.0.0.1:81:80 -p 80:80/udp -p 9000-9010:80 -p 9005-9015:81 -v data:/d -v /a:/b:ro,z --tmpfs /t nginx',
    '-m 6m --memory-swap 6m --cpus 0.01 --restart on-failure:3 --ulimit nofile=1:2 --sysctl net.core.somaxconn=1 nginx',
    '--network front --ip 10.0.0.2 --network-alias a --add-host a:host-gateway --add-host b:::1 nginx',
    '-v C:\\\\a:C:\\\\b --mount type=volume,target=/n,volume-opt=a=b nginx',
  ])('is nothing of %s', (words) => {
    expect(found(words)).toEqual([]);
  });

  it.each([
    ['NGINX', ['image']],
    ['nginx:', ['image']],
    ['--name x nginx', ['name']],
    ['--name -x nginx', ['name']],
    ['-p 0-3:0-3 nginx', ['ports.0.containerPort', 'ports.0.hostPort']],
    ['-p 1.2.3:80:80 nginx', ['ports.0.hostIp']],
    ['-p 80:80 -p 0.0.0.0:80:81 nginx', ['ports.1.hostPort']],
    ['-p 8000-8010:8000-8010 -p 8005:1 nginx', ['ports.1.hostPort']],
    ['-v data:relative nginx', ['mounts.0.target']],
    ['-v ./a:/a nginx', ['mounts.0.source']],
    ['-v a1:/a -v b1:/a/ nginx', ['mounts.1.target']],
    ['-v a1:/ nginx', ['mounts.0.target']],
    ['-v a1:/a:fast nginx', ['mounts.0.options']],
    ['-m 5m nginx', ['resources.memory']],
    ['-m 64m --memory-swap 32m nginx', ['resources.memorySwap']],
    ['--memory-swap 32m nginx', ['resources.memorySwap']],
    ['--cpus 1 --cpu-quota 5000 nginx', ['resources.cpus']],
    ['--cpu-period 5 --cpuset-cpus a nginx', ['resources.cpuPeriod', 'resources.cpusetCpus']],
    ['--ulimit nofile=3:2 --ulimit files=1 nginx', ['resources.ulimits.0.soft', 'resources.ulimits.1.name']],
    ['--blkio-weight 5 --oom-score-adj 2000 nginx', ['resources.oomScoreAdj', 'resources.blkioWeight']],
    ['--rm --restart always nginx', ['restart']],
    ['--network bridge --ip 10.0.0.1 --network-alias a nginx', ['networks.0.ipv4', 'networks.0.aliases']],
    ['--network host -p 80:80 nginx', ['(ports)']],
    ['--network container:a -p 80:80 -h x --dns 1.1.1.1 nginx', ['ports', 'hostname', 'dns']],
    ['--privileged --cap-add NET_ADMIN nginx', ['(security.capAdd)']],
    ['--health-interval 1us --health-cmd x nginx', ['health.interval']],
    ['--sysctl vm.swappiness=1 nginx', ['security.sysctls.0.name']],
    ['--dns example.org --add-host a:b nginx', ['dns.0', 'extraHosts.0']],
    ['-e 1A=b -e A=1 -e A=2 nginx', ['(env.0.name)', '(env.2.name)']],
    ['--uts host -h x nginx', ['hostname']],
    ['--mac-address 1 nginx', ['networks.0.macAddress']],
  ])('of %s is named at its field', (words, paths) => {
    expect(found(words)).toEqual(paths);
  });
});

describe('what the engine refuses', () => {
  const made = spec(
    '--name web -p 8080:80 -p 9000-9010:9000-9010 -v /gone:/a -v data:/b --network front --network name=back,ip=10.1.0.9 --device /dev/none nginx',
  );
  it.each([
    [
      'driver failed programming external connectivity on endpoint web (1): Bind for 0.0.0.0:8080 failed: port is already allocated',
      'ports.0.hostPort',
    ],
    ['Error starting userland proxy: listen tcp4 0.0.0.0:9005: bind: address already in use', 'ports.1.hostPort'],
    ['Conflict. The container name "/web" is already in use by container "1". You have to remove', 'name'],
    ['No such image: nginx:latest', 'image'],
    ['invalid mount config for type "bind": bind source path does not exist: /gone', 'mounts.0.source'],
    ['Duplicate mount point: /b', 'mounts.1.target'],
    [
      'create d a: "d a" includes invalid characters for a local volume name, only "[a-z]" are allowed',
      'mounts.1.source',
    ],
    ['Minimum memory limit allowed is 6MB', 'resources.memory'],
    ['Minimum memoryswap limit should be larger than memory limit, see usage', 'resources.memorySwap'],
    ['network front not found', 'networks.0.name'],
    ['Address already in use', 'networks.1.ipv4'],
    [
      'user specified IP address is supported only when connecting to networks with user configured subnets',
      'networks.1.ipv4',
    ],
    ["logger: no log driver named 'x' is registered", 'logging.driver'],
    [
      'error gathering device information while adding custom device "/dev/none": no such file or directory',
      'security.devices.0.host',
    ],
    ['unknown or invalid runtime name: x', 'security.runtime'],
    ['could not select device driver "" with capabilities: [[gpu]]', 'resources.gpus'],
    ['OCI runtime create failed: exec: "nope": executable file not found in $PATH: unknown', 'command'],
    ['Range of CPUs is from 0.01 to 2.00, as there are only 2 CPUs available', 'resources.cpus'],
    ['something else altogether', ''],
  ])('%s', (message, path) => {
    const [problem, ...more] = problemsOfEngine(message, made);
    expect(more).toEqual([]);
    expect(problem).toMatchObject({ path, severity: 'error' });
    expect(problem?.message).toContain(message);
  });
});
