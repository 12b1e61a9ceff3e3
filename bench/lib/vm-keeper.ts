// A Slipway that does nothing but keep the machine of a folder, to be killed: says `running <pid of QEMU>` once its engine
// answers, and goes on. `vm-keeper.ts <folder>`.
import { openMachine, readRecord } from './vm';

const [dir = ''] = process.argv.slice(2);
const machine = openMachine(dir, { memoryMiB: 1024 }, (line) => void process.stderr.write(`${line}\n`));
await machine.start();
process.stdout.write(`running ${String(readRecord(dir)?.pid)}\n`);
setInterval(() => undefined, 2 ** 30);
