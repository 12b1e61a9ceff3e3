import type { Encoder } from './encoder';

const instruction = (bits: number): Buffer => {
  const bytes = Buffer.alloc(4);
  bytes.writeUInt32LE(bits >>> 0);
  return bytes;
};

/** x8 holds the number of a call. */
const NUMBER = 8;
const KEPT = { listener: 19, client: 20 };

/** movz, then movk for the upper half. */
const load = (register: number, value: number): Buffer =>
  Buffer.concat([
    instruction(0xd2800000 | ((value & 0xffff) << 5) | register),
    instruction(0xf2a00000 | ((value >>> 16) << 5) | register),
  ]);
/** orr to, xzr, from. */
const move = (to: number, from: number): Buffer => instruction(0xaa0003e0 | (from << 16) | to);

/** b, cbz x0, tbnz x0 #63: each with a distance in instructions. */
const JUMP = {
  always: (by: number) => 0x14000000 | (by & 0x3ffffff),
  zero: (by: number) => 0xb4000000 | ((by & 0x7ffff) << 5),
  negative: (by: number) => 0xb7f80000 | ((by & 0x3fff) << 5),
};

export const arm64: Encoder = {
  machine: 183,
  calls: {
    ...{ close: 57, read: 63, write: 64, exit: 93, setitimer: 103, sigaction: 134, socket: 198, bind: 200 },
    ...{ listen: 201, accept: 202, setsockopt: 208, shutdown: 210, clone: 220 },
  },
  load: (index, value) => load(index ?? NUMBER, value),
  take: (index, kept) => move(index, KEPT[kept]),
  keep: (kept) => move(KEPT[kept], 0),
  call: instruction(0xd4000001),
  jump: (when, distance) => instruction(JUMP[when](distance / 4)),
};
