import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { expect, test } from 'vitest';
import { FlagError, USAGE, parseFlags } from './flags.mjs';

const NONE = { help: false, browser: false, open: true, yes: false, port: null, engineUrl: null, dataDir: null };

test.each([
  [[], {}],
  [['--browser'], { browser: true }],
  [['--browser', '--no-open'], { browser: true, open: false }],
  [['--port', '8080'], { browser: true, port: 8080 }],
  [['--port=1'], { browser: true, port: 1 }],
  [['--port', '65535'], { browser: true, port: 65_535 }],
  [['--port', '1', '--port', '2'], { browser: true, port: 2 }],
  [['--engine', 'unix:///var/run/docker.sock'], { engineUrl: 'unix:///var/run/docker.sock' }],
  [['--engine=tcp://127.0.0.1:2375'], { engineUrl: 'tcp://127.0.0.1:2375' }],
  [['--engine', 'tcp://[::1]:2376/'], { engineUrl: 'tcp://[::1]:2376/' }],
  [['--engine', 'npipe:////./pipe/docker_engine'], { engineUrl: 'npipe:////./pipe/docker_engine' }],
  [['--engine', 'vm', '--yes'], { engineUrl: 'vm', yes: true }],
  [['--data-dir', 'data'], { dataDir: '/home/me/data' }],
  [['--data-dir=/data/x'], { dataDir: '/data/x' }],
  [['--help'], { help: true }],
  [['-h', '--browser'], { help: true, browser: true }],
])('%j', (args, flags) => expect(parseFlags(args, '/home/me')).toEqual({ ...NONE, ...flags }));

const file = path.join(os.tmpdir(), `slipway-flags-${process.pid}`);

test.each([
  [['--prot', '8080'], '--prot: not a flag of Slipway'],
  [['--browser=yes'], '--browser=yes: not a flag of Slipway'],
  [['8080'], '8080: not a flag of Slipway'],
  [[''], ': not a flag of Slipway'],
  [['--port'], '--port needs a value'],
  [['--port', '--browser'], '--port needs a value'],
  [['--port='], '--port needs a value'],
  [['--port', '0'], '--port 0: not a number from 1 to 65535'],
  [['--port', '65536'], '--port 65536: not a number from 1 to 65535'],
  [['--port', '-1'], '--port -1: not a number from 1 to 65535'],
  [['--port', '80x'], '--port 80x: not a number from 1 to 65535'],
  [['--port', '1e3'], '--port 1e3: not a number from 1 to 65535'],
  [['--engine'], '--engine needs a value'],
  ...[
    ...['docker.sock', '/var/run/docker.sock', 'unix://', 'unix:///', 'unix:/run/docker.sock', 'ssh://host', 'tcp://'],
    ...[
      'tcp://host',
      'tcp://host:port',
      'tcp://host:70000',
      'tcp://user@host:1',
      'tcp://host:1/v1.41',
      'http://host:1',
    ],
    ...['unix:///a b', 'npipe:////./pipe/'],
  ].map((url): [string[], string] => [
    ['--engine', url],
    `--engine ${url}: not unix:///path, npipe:////./pipe/name, tcp://host:port or vm`,
  ]),
  [['--data-dir'], '--data-dir needs a value'],
  [['--data-dir', file], `--data-dir ${file}: not a folder`],
  [['--data-dir', `${file}/below`], `--data-dir ${file}/below: not a folder`],
  [['--\u001b[31m\nx'], '--?[31m?x: not a flag of Slipway'],
])('%j: %s', (args, message) => {
  fs.writeFileSync(file, '');
  expect(() => parseFlags(args)).toThrow(new FlagError(message));
  fs.rmSync(file);
});

test('the usage names every flag', () => {
  for (const flag of ['--browser', '--port', '--no-open', '--engine', '--yes', '--data-dir', '--help'])
    expect(USAGE).toContain(`  ${flag} `);
});
