// A machine for the tests: QEMU under TCG with the image, a data disk and a config disk.
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, open, readFile, rm, writeFile } from 'node:fs/promises';
import { connect, createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { tar } from '../../image/lib/archives.mjs';
import { openAgent } from './agent.mjs';
import { makeCertificates } from './certificates.mjs';
import { engineAt } from './engine.mjs';

const ENGINE = '10.0.2.15:2376';
export const DATA_BYTES = 8 * 1024 ** 3;
const TERM_MS = 60_000;

/** @typedef {'amd64' | 'arm64'} Arch */
/** @typedef {{ readonly path: string, readonly readOnly: boolean }} Share */

/** What differs between the two machines: as the host starts them under emulation. */
const BOARDS = {
  amd64: {
    program: 'qemu-system-x86_64',
    args: ['-M', 'q35', '-cpu', 'Opteron_G3,+ssse3,+sse4.1,+sse4.2'],
    kernelArgs: 'console=ttyS0 tsc=reliable norandmaps',
  },
  arm64: {
    program: 'qemu-system-aarch64',
    args: ['-M', 'virt,gic-version=max', '-cpu', 'cortex-a72'],
    kernelArgs: 'console=ttyAMA0',
  },
};

/** @returns {Promise<number>} A port of the loopback that was free. */
export async function freePort() {
  const server = createServer();
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = /** @type {import('node:net').AddressInfo} */ (server.address());
  server.close();
  await once(server, 'close');
  return port;
}

/** @param {string} path @param {number} bytes */
export async function sparseFile(path, bytes) {
  const file = await open(path, 'a');
  await file.truncate(bytes);
  await file.close();
}

/**
 * A folder with all that a machine needs before it starts.
 * @param {{ arch?: Arch, shares?: readonly Share[], daemon?: object, image?: string }} [wanted]
 */
export async function makeMachine(wanted = {}) {
  const arch = wanted.arch ?? 'amd64';
  const shares = wanted.shares ?? [];
  const folder = await mkdtemp(join(tmpdir(), 'slipway-guest-'));
  const image = resolve(wanted.image ?? `.cache/vm/${arch}`);
  const port = await freePort();
  const certificates = await makeCertificates(folder);
  const mounts = shares.map(
    ({ path, readOnly }, index) => `share${index}\t${readOnly ? 'ro' : 'rw'}\t${encodeURIComponent(path)}\n`,
  );
  /** @param {string} path @param {string} text */
  const member = (path, text) => ({ path, mode: 0o600, data: Buffer.from(text) });
  await writeFile(
    join(folder, 'config.tar'),
    tar([
      member('config', `HOSTNAME=slipway\nENGINE_HOST_PORT=${port}\nCLOCK_MS=${Date.now()}\n`),
      ...(wanted.daemon === undefined ? [] : [member('daemon.json', JSON.stringify(wanted.daemon))]),
      { path: 'tls/', mode: 0o700 },
      member('tls/ca.pem', certificates.ca),
      member('tls/server-cert.pem', certificates.server.cert),
      member('tls/server-key.pem', certificates.server.key),
      member('shares', mounts.join('')),
    ]),
  );
  await sparseFile(join(folder, 'data.raw'), DATA_BYTES);
  /** @type {{ parts: Record<string, { file: string }>, kernelArgs: string }} */
  const facts = JSON.parse(await readFile(join(image, 'image.json'), 'utf8'));
  const machine = { folder, port, arch, image, facts, shares, certificates, dataDisk: join(folder, 'data.raw') };
  return {
    ...machine,
    engine: engineAt(port, certificates),
    /** @param {{ args?: readonly string[] }} [more] */
    start: (more = {}) => startMachine(machine, more.args ?? []),
    remove: () => rm(folder, { recursive: true, force: true }),
  };
}

/** @typedef {Awaited<ReturnType<typeof makeMachine>>} Machine */
/** @typedef {Awaited<ReturnType<typeof startMachine>>} Running */

/** @param {Pick<Machine, 'folder' | 'port' | 'arch' | 'image' | 'facts' | 'shares' | 'dataDisk'>} machine */
function qemuArgs({ folder, port, arch, image, facts, shares, dataDisk }) {
  const board = BOARDS[arch];
  const address = 'host=10.0.2.2,dns=10.0.2.3,dhcpstart=10.0.2.15';
  /** @param {string} name */
  const part = (name) => join(image, facts.parts[name]?.file ?? '');
  /** @param {string} name @param {string} file @param {string} more */
  const disk = (name, file, more) => [
    ...['-blockdev', `driver=raw,node-name=${name},${more},file.driver=file,file.filename=${file}`],
    ...['-device', `virtio-blk-pci,drive=${name},id=${name}-disk,serial=slipway-${name},werror=stop,rerror=stop`],
  ];
  /** @param {string} id @param {string} name */
  const socket = (id, name) => ['-chardev', `socket,id=${id},path=${join(folder, name)},server=on,wait=off`];
  return [
    ...['-nodefaults', '-no-user-config', '-display', 'none', ...board.args, '-accel', 'tcg,thread=single,tb-size=256'],
    ...['-no-reboot', '-rtc', 'base=utc', '-smp', 'cpus=2', '-m', 'size=2048M'],
    ...['-kernel', part('kernel'), '-initrd', part('initramfs'), '-append', `${facts.kernelArgs} ${board.kernelArgs}`],
    ...disk('root', part('root'), 'read-only=on'),
    ...disk('data', dataDisk, 'discard=unmap,detect-zeroes=unmap'),
    ...disk('config', join(folder, 'config.tar'), 'read-only=on'),
    ...['-netdev', `user,id=net,ipv6=off,net=10.0.2.2/24,${address},hostfwd=tcp:127.0.0.1:${port}-${ENGINE}`],
    ...['-device', 'virtio-net-pci,netdev=net,romfile='],
    ...['-device', 'virtio-balloon-pci,free-page-reporting=on,deflate-on-oom=on', '-device', 'virtio-rng-pci'],
    ...[...socket('qmp', 'qmp.sock'), '-mon', 'chardev=qmp,mode=control'],
    ...['-device', 'virtio-serial-pci', ...socket('agent', 'agent.sock')],
    ...['-device', 'virtserialport,chardev=agent,name=org.slipway.agent.0'],
    ...['-chardev', `file,id=console,path=${join(folder, 'console.log')},append=on`, '-serial', 'chardev:console'],
    ...shares.flatMap(({ path, readOnly }, index) => [
      '-fsdev',
      `local,id=share${index},path=${path.replaceAll(',', ',,')},security_model=none,multidevs=remap,readonly=${readOnly ? 'on' : 'off'}`,
      '-device',
      `virtio-9p-pci,fsdev=share${index},mount_tag=share${index}`,
    ]),
  ];
}

/**
 * @param {Parameters<typeof qemuArgs>[0]} machine
 * @param {readonly string[]} more
 */
async function startMachine(machine, more) {
  const { folder } = machine;
  const qemu = spawn(BOARDS[machine.arch].program, [...qemuArgs(machine), ...more], {
    stdio: ['ignore', 'ignore', 'pipe'],
  });
  let errors = '';
  qemu.stderr.on('data', (chunk) => (errors += chunk));
  const exited = once(qemu, 'exit').then(([code]) => code);
  const console = () => readFile(join(folder, 'console.log'), 'utf8').catch(() => '');
  for (;;) {
    const listening = connect(join(folder, 'qmp.sock'));
    const seen = await Promise.race([
      once(listening, 'connect').then(
        () => true,
        () => false,
      ),
      exited.then(() => null),
    ]);
    listening.destroy();
    if (seen === null) throw new Error(`QEMU ended: ${errors}`);
    if (seen) break;
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
  return {
    pid: qemu.pid ?? 0,
    exited,
    console,
    agent: () => openAgent(join(folder, 'agent.sock')),
    /** @param {string} command @param {object} [args] */
    qmp: (command, args) => qmp(join(folder, 'qmp.sock'), command, args),
    /** Ends it whatever it does. */
    end: async () => {
      if (qemu.exitCode !== null || qemu.signalCode !== null) return;
      qemu.kill('SIGTERM');
      const timer = setTimeout(() => qemu.kill('SIGKILL'), TERM_MS);
      await exited;
      clearTimeout(timer);
    },
  };
}

/**
 * One command over QMP.
 * @param {string} path
 * @param {string} command
 * @param {object} [args]
 * @returns {Promise<any>}
 */
async function qmp(path, command, args) {
  const socket = connect(path);
  socket.setEncoding('utf8');
  let text = '';
  socket.write('{"execute":"qmp_capabilities"}\n');
  socket.write(`${JSON.stringify({ execute: command, arguments: args, id: 'it' })}\n`);
  try {
    for await (const chunk of socket) {
      text += chunk;
      for (const line of text.split('\n')) {
        if (!line.includes('"id": "it"')) continue;
        const answer = JSON.parse(line);
        if (answer.error !== undefined) throw new Error(`${command}: ${answer.error.desc}`);
        return answer.return;
      }
    }
    throw new Error(`${command} was not answered`);
  } finally {
    socket.destroy();
  }
}
