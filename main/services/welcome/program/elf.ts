import { amd64 } from './amd64';
import { arm64 } from './arm64';
import { encode, type Encoder } from './encoder';
import { type Argument, BUFFER_BYTES, type Datum, type Kept, PORT, STEPS } from './steps';

export type Architecture = 'amd64' | 'arm64';

const ENCODERS: Readonly<Record<Architecture, Encoder>> = { amd64, arm64 };

/** Where the file lies in memory, and where its buffer does. Pages of some arm64 systems have 64 KiB. */
const BASE = 0x400000;
const BUFFER_BASE = 0x600000;
const PAGE = 0x10000;
const HEADER_BYTES = 64;
const SEGMENT_BYTES = 56;
const SEGMENTS = 3;
const CODE_AT = HEADER_BYTES + SEGMENTS * SEGMENT_BYTES;
const LIMIT_SECONDS = 10;

const EXECUTABLE = 2;
const LOAD = 1;
const STACK = 0x6474e551;
const READ = 4;
const WRITE = 2;
const RUN = 1;

type Stored = Exclude<Datum, 'buffer'>;

function bytes(length: number, fill: (buffer: Buffer) => void): Buffer {
  const buffer = Buffer.alloc(length);
  fill(buffer);
  return buffer;
}

/** As the kernel's structures have them. */
const dataOf = (answer: Buffer): Readonly<Record<Stored, Buffer>> => ({
  address: bytes(16, (to) => {
    to.writeUInt16LE(2, 0);
    to.writeUInt16BE(PORT, 2);
  }),
  // Also a signal's action, whose handler comes first.
  one: bytes(32, (to) => to.writeUInt8(1, 0)),
  limit: bytes(32, (to) => to.writeUInt32LE(LIMIT_SECONDS, 16)),
  greeting: Buffer.from(`Welcome to Slipway. The page is on port ${String(PORT)} of this container.\n`),
  visit: Buffer.from('Somebody opened the page.\n'),
  answer,
});

interface Segment {
  readonly type: number;
  readonly flags: number;
  readonly address: number;
  readonly fileBytes: number;
  readonly memoryBytes: number;
}

const segment = ({ type, flags, address, fileBytes, memoryBytes }: Segment): Buffer =>
  bytes(SEGMENT_BYTES, (to) => {
    to.writeUInt32LE(type, 0);
    to.writeUInt32LE(flags, 4);
    to.writeUInt32LE(address, 16);
    to.writeUInt32LE(address, 24);
    to.writeUInt32LE(fileBytes, 32);
    to.writeUInt32LE(memoryBytes, 40);
    to.writeUInt32LE(PAGE, 48);
  });

const header = (machine: number): Buffer =>
  bytes(HEADER_BYTES, (to) => {
    to.write('\x7fELF\x02\x01\x01', 'latin1');
    to.writeUInt16LE(EXECUTABLE, 16);
    to.writeUInt16LE(machine, 18);
    to.writeUInt32LE(1, 20);
    to.writeUInt32LE(BASE + CODE_AT, 24);
    to.writeUInt32LE(HEADER_BYTES, 32);
    to.writeUInt16LE(HEADER_BYTES, 52);
    to.writeUInt16LE(SEGMENT_BYTES, 54);
    to.writeUInt16LE(SEGMENTS, 56);
  });

/** A static Linux program that answers every request on its port with `answer`. The same bytes each time. */
export function welcomeProgram(architecture: Architecture, answer: Buffer): Buffer {
  const encoder = ENCODERS[architecture];
  const data = dataOf(answer);
  const code = (resolve: (argument: Exclude<Argument, { kept: Kept }>) => number): Buffer =>
    encode(encoder, STEPS, resolve);
  // Its length does not depend on what it points to.
  let end = CODE_AT + code(() => 0).length;
  const places = new Map<Datum, number>([['buffer', BUFFER_BASE]]);
  const stored: Buffer[] = [];
  for (const name of ['address', 'one', 'limit', 'greeting', 'visit', 'answer'] as const) {
    places.set(name, BASE + end);
    stored.push(data[name]);
    end += data[name].length;
  }
  const lengthOf = (name: Datum): number => (name === 'buffer' ? BUFFER_BYTES : data[name].length);
  const text = code((argument) => {
    if (typeof argument === 'number') return argument;
    return 'at' in argument ? (places.get(argument.at) ?? 0) : lengthOf(argument.lengthOf);
  });
  return Buffer.concat([
    header(encoder.machine),
    segment({ type: LOAD, flags: READ | RUN, address: BASE, fileBytes: end, memoryBytes: end }),
    segment({ type: LOAD, flags: READ | WRITE, address: BUFFER_BASE, fileBytes: 0, memoryBytes: BUFFER_BYTES }),
    segment({ type: STACK, flags: READ | WRITE, address: 0, fileBytes: 0, memoryBytes: 0 }),
    text,
    ...stored,
  ]);
}
