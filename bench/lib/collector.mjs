// Loaded into a process under test (NODE_OPTIONS): at SIGUSR2 it collects its garbage, gives the room back to the system, and says
// what it holds then.
import fs from 'node:fs';
import { Session } from 'node:inspector';
import { isMainThread } from 'node:worker_threads';

const file = process.env['SLIPWAY_BENCH_HELD'];
if (isMainThread && file !== undefined) {
  // One for all: a session that is ended within its own answer stops the process's timers.
  const session = new Session();
  session.connect();
  process.on('SIGUSR2', () => {
    // The `gc` of --expose-gc keeps the room that the garbage took; this one is V8's answer to little memory.
    session.post('HeapProfiler.collectGarbage', () => {
      fs.writeFileSync(`${file}.new`, JSON.stringify(process.memoryUsage()));
      fs.renameSync(`${file}.new`, file);
    });
  });
}
