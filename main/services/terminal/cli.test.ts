import { expect, test } from 'vitest';
import type { TerminalTarget } from '../../contract/terminal';
import { cliLine } from './cli';

const shell = { kind: 'shell', container: 'x', shell: '/bin/sh', user: '', workingDir: '', env: [] } as const;

test.each<[TerminalTarget, string]>([
  [{ ...shell, env: [] }, 'docker exec -it web /bin/sh'],
  [{ ...shell, user: 'a b', workingDir: '/x', env: ['K=secret'] }, "docker exec -it -u 'a b' -w /x -e K web /bin/sh"],
  [{ kind: 'attach', container: 'x', stdin: false }, 'docker attach --no-stdin web'],
])('%j', (target, line) => {
  expect(cliLine('docker', target, 'web')).toBe(line);
});

test('helpers are shown with all that they may do', () => {
  const debug = cliLine('docker', { kind: 'debug', container: 'x', image: 'busybox' }, 'web');
  expect(debug).toContain('--pid=container:web --network=container:web --volumes-from web --cap-add=SYS_PTRACE');
  const host = cliLine('docker', { kind: 'host', image: 'busybox' }, '');
  expect(host).toContain('--privileged --pid=host --network=none --entrypoint nsenter busybox -t 1 -m -u -i -n -p');
});
