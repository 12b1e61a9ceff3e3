import { spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import fs from 'node:fs';
import path from 'node:path';
import { performance } from 'node:perf_hooks';
import { createInterface } from 'node:readline';
import { text } from 'node:stream/consumers';
import { ended } from './vm-endings';

const GREETING = 'bare guest is up';
const INIT = `#!/bin/busybox sh
/bin/busybox echo ${GREETING}
exec /bin/busybox poweroff -f
`;
/** Of the machine's own arguments, these make it the same computer with the same kernel. */
const SAME = ['-M', '-accel', '-cpu', '-smp', '-m', '-kernel', '-append'];

/** An initramfs of busybox alone, whose init says one line. */
export function makeBareInitramfs(dir: string): string {
  const root = path.join(dir, 'bare');
  const file = path.join(dir, 'bare.cpio');
  const busybox = ['/bin/busybox', '/usr/bin/busybox'].find((each) => fs.existsSync(each));
  if (busybox === undefined) throw new Error('busybox-static is not installed');
  for (const folder of ['bin', 'dev']) fs.mkdirSync(path.join(root, folder), { recursive: true });
  fs.copyFileSync(busybox, path.join(root, 'bin/busybox'));
  fs.writeFileSync(path.join(root, 'init'), INIT, { mode: 0o755 });
  // Without it init would have no output.
  spawnSync('mknod', [path.join(root, 'dev/console'), 'c', '5', '1']);
  const names = ['.', 'init', 'bin', 'bin/busybox', 'dev', 'dev/console'].join('\n');
  const packed = spawnSync(busybox, ['cpio', '-o', '-H', 'newc', '-F', file], { cwd: root, input: names });
  if (packed.status !== 0) throw new Error(`cpio: ${packed.stderr.toString()}`);
  return file;
}

/** ms from the start of QEMU to init's line on the serial console, of the kernel and computer that `machine` has. */
export async function bootBareGuest(machine: readonly string[], initramfs: string): Promise<number> {
  const [program = '', ...args] = machine;
  const same = SAME.flatMap((option) => [option, args[args.indexOf(option) + 1] ?? '']);
  const own = ['-nodefaults', '-no-user-config', '-display', 'none', '-no-reboot', '-serial', 'stdio'];
  const start = performance.now();
  const qemu = spawn(program, [...same, ...own, '-initrd', initramfs], { stdio: ['ignore', 'pipe', 'pipe'] });
  const said = text(qemu.stderr);
  const exited = once(qemu, 'exit');
  const kill = async (): Promise<void> => {
    qemu.kill('SIGKILL');
    await exited;
  };
  return ended(kill, async () => {
    for await (const line of createInterface({ input: qemu.stdout }))
      if (line.includes(GREETING)) return performance.now() - start;
    throw new Error(`the bare guest ended without its line: ${await said}`);
  });
}
