import type { GuestArch } from '../../driver';
import { escaped } from './machine-type';

/**
 * The smallest guests that prove that instructions run. amd64: a boot sector, by way of the real firmware. arm64: a flat
 * binary that the loader jumps to.
 */
export interface ProbeGuest {
  readonly bytes: Uint8Array;
  /** What QEMU wants to boot it, given the file with the bytes. */
  readonly args: (file: string) => readonly string[];
  /** How QEMU ends when the guest has run to its end. */
  readonly exitCode: number;
  readonly output: string;
}

const EXIT_PORT = 0xf4;
const EXIT_VALUE = 0x2a;
const SECTOR = 512;
/** The firmware reads whole tracks: a disk of one sector is no disk to it. */
const DISK_BYTES = 1_048_576;

function bootSector(): Uint8Array {
  const code = [
    ...[0xfa], // cli
    ...[0xba, EXIT_PORT, 0x00], // mov dx, EXIT_PORT
    ...[0xb0, EXIT_VALUE], // mov al, EXIT_VALUE
    ...[0xee], // out dx, al
    ...[0xf4], // hlt
    ...[0xeb, 0xfd], // jmp to hlt
  ];
  const bytes = new Uint8Array(DISK_BYTES);
  bytes.set(code);
  bytes.set([0x55, 0xaa], SECTOR - 2);
  return bytes;
}

const littleEndian = (words: readonly number[]): Uint8Array => {
  const bytes = new DataView(new ArrayBuffer(words.length * 4));
  words.forEach((word, index) => bytes.setUint32(index * 4, word, true));
  return new Uint8Array(bytes.buffer);
};

/** Writes `OK` to the serial port of the `virt` board (a PL011 at 0x09000000), then PSCI SYSTEM_OFF. */
const flatBinary = (): Uint8Array =>
  littleEndian([
    0xd2a12001, // mov x1, #0x09000000
    0x528009e0, // mov w0, #'O'
    0xb9000020, // str w0, [x1]
    0x52800960, // mov w0, #'K'
    0xb9000020, // str w0, [x1]
    0x52b08000, // mov w0, #0x84000000
    0x72800100, // movk w0, #0x8
    0xd4000002, // hvc #0
    0x14000000, // b .
  ]);

export const PROBE_GUESTS: Readonly<Record<GuestArch, ProbeGuest>> = {
  amd64: {
    bytes: bootSector(),
    args: (file) => [
      ...['-blockdev', `driver=raw,node-name=probe,read-only=on,file.driver=file,file.filename=${escaped(file)}`],
      ...['-device', 'virtio-blk-pci,drive=probe'],
      ...['-device', `isa-debug-exit,iobase=${String(EXIT_PORT)},iosize=1`],
    ],
    // The device's rule.
    exitCode: (EXIT_VALUE << 1) | 1,
    output: '',
  },
  arm64: {
    bytes: flatBinary(),
    args: (file) => [...['-chardev', 'stdio,id=probe,signal=off', '-serial', 'chardev:probe'], ...['-kernel', file]],
    exitCode: 0,
    output: 'OK',
  },
};
