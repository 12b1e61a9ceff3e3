import fs from 'node:fs';
import net from 'node:net';
import path from 'node:path';

interface Lock {
  readonly owned: boolean;
  /** Resolves once the owner has heard of this instance. */
  readonly told?: Promise<void>;
}

/** As Chromium's: one whose owner is dead is nobody's. */
function removeIfStale(lock: string, socket: string): void {
  try {
    process.kill(Number(fs.readFileSync(lock, 'utf8')), 0);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ESRCH') return;
    fs.rmSync(lock, { force: true });
    fs.rmSync(socket, { force: true });
  }
}

/** One owner per folder; the owner hears of each later instance with its arguments. */
export function takeLock(folder: string, onSecond: (argv: string[]) => void): Lock {
  const socket = path.join(folder, 'double.sock');
  const lock = path.join(folder, 'double.lock');
  removeIfStale(lock, socket);
  try {
    fs.writeFileSync(lock, String(process.pid), { flag: 'wx' });
  } catch {
    const told = new Promise<void>((resolve) => {
      const client = net.connect(socket, () => client.end(JSON.stringify(process.argv)));
      client.on('close', () => resolve());
      client.on('error', () => resolve());
    });
    return { owned: false, told };
  }
  const server = net.createServer((client) => {
    let text = '';
    client.on('data', (data) => (text += data.toString()));
    client.on('end', () => onSecond(JSON.parse(text) as string[]));
  });
  server.listen(socket).unref();
  process.once('exit', () => {
    fs.rmSync(lock, { force: true });
    fs.rmSync(socket, { force: true });
  });
  return { owned: true };
}
