import { spawn } from 'node:child_process';
import { createInterface } from 'node:readline';

export interface Place {
  /** In whose network namespace the port is. */
  readonly pid: number;
  readonly port: number;
}

// One process that asks over and over: starting one for each question would take longer than the answer.
const PROBE = `
const net = require('node:net');
const port = Number(process.argv[1]);
const ask = () => {
  const began = Date.now();
  const socket = net.connect(port, '127.0.0.1');
  let over = false;
  const end = (up) => {
    if (over) return;
    over = true;
    socket.destroy();
    console.log((up ? 'up ' : 'down ') + Date.now());
    setTimeout(ask, Math.max(0, began + 5 - Date.now()));
  };
  // A published port takes connections before its container does: only an answer counts.
  socket.once('connect', () => socket.write('GET / HTTP/1.0\\r\\n\\r\\n'));
  socket.once('data', () => end(true));
  socket.once('error', () => end(false));
  socket.once('close', () => end(false));
  socket.setTimeout(200, () => end(false));
};
ask();
`;

/** ms from the last answer before `work`'s gap to the first one after it, asked every 5 ms. */
export async function downtime({ pid, port }: Place, work: () => Promise<void>): Promise<number> {
  const inside = ['--target', String(pid), '--net', process.execPath, '-e', PROBE, String(port)];
  const probe = spawn('nsenter', inside, { stdio: ['ignore', 'pipe', 'inherit'] });
  const lines = createInterface({ input: probe.stdout });
  const answers: number[] = [];
  let heard = (): void => undefined;
  lines.on('line', (line) => {
    const [state, at] = line.split(' ');
    if (state !== 'up') return;
    answers.push(Number(at));
    heard();
  });
  const next = (): Promise<void> => new Promise((resolve) => (heard = resolve));
  await next();
  const from = answers.length - 1;
  await work();
  await next();
  probe.kill('SIGTERM');
  const gaps = answers.slice(from).map((at, index, all) => at - (all[index - 1] ?? at));
  return Math.max(...gaps);
}
