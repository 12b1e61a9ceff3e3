// Loaded into a process under test (NODE_OPTIONS): at SIGUSR2 it collects its garbage and says what it holds then.
import fs from 'node:fs';
import v8 from 'node:v8';
import vm from 'node:vm';
import { isMainThread } from 'node:worker_threads';

const file = process.env['SLIPWAY_BENCH_HELD'];
if (isMainThread && file !== undefined) {
  v8.setFlagsFromString('--expose-gc');
  /** @type {() => void} */
  const gc = vm.runInNewContext('gc');
  process.on('SIGUSR2', () => {
    // What the first round lets go of may hold others.
    gc();
    gc();
    fs.writeFileSync(`${file}.new`, JSON.stringify(process.memoryUsage()));
    fs.renameSync(`${file}.new`, file);
  });
}
