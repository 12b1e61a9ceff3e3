import type { Encoder } from './encoder';

const word = (value: number): Buffer => {
  const bytes = Buffer.alloc(4);
  bytes.writeInt32LE(value | 0);
  return bytes;
};
const code = (...bytes: readonly number[]): Buffer => Buffer.from(bytes);

/** mov edi / esi / edx / r10d / r8d, imm32. */
const LOAD = [[0xbf], [0xbe], [0xba], [0x41, 0xba], [0x41, 0xb8]];
/** mov edi, ebx or ebp: kept values are first arguments only. */
const TAKE = { listener: code(0x89, 0xdf), client: code(0x89, 0xef) };
/** mov ebx or ebp, eax. */
const KEEP = { listener: code(0x89, 0xc3), client: code(0x89, 0xc5) };
/** test eax, eax. */
const TEST = [0x85, 0xc0];
/** jmp, jz, js rel32; the first is filled up to the others' length. */
const JUMP = { always: [0x90, 0x90, 0x90, 0xe9], zero: [...TEST, 0x0f, 0x84], negative: [...TEST, 0x0f, 0x88] };

export const amd64: Encoder = {
  machine: 62,
  calls: {
    ...{ read: 0, write: 1, close: 3, sigaction: 13, setitimer: 38, socket: 41, accept: 43, shutdown: 48 },
    ...{ bind: 49, listen: 50, setsockopt: 54, clone: 56, exit: 60 },
  },
  // mov eax, imm32 for the call's number.
  load: (index, value) => Buffer.concat([code(...(index === null ? [0xb8] : (LOAD[index] ?? []))), word(value)]),
  take: (_index, kept) => TAKE[kept],
  keep: (kept) => KEEP[kept],
  call: code(0x0f, 0x05),
  jump: (when, distance) => Buffer.concat([code(...JUMP[when]), word(distance - JUMP[when].length - 4)]),
};
