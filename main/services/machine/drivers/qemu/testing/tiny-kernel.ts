/**
 * A kernel of a few hundred bytes that needs no image: real-mode code in the frame of Linux's boot protocol, which QEMU's
 * loader starts by way of the firmware. It says `tiny guest` on the serial port; looks at the first byte of the third disk,
 * and when that is `W` fills the second disk from its beginning through the firmware, for ever; else it idles until the
 * power button is pressed, and powers off.
 */
const CODE = [
  '8cc88ed88ec0fc', // mov ax, cs; mov ds, ax; mov es, ax; cld
  'becf00e84e00', // mov si, text; call print
  'b80102b90100ba8200bb0010cd13', // int 13h: read the first sector of disk 82h to 1000h
  'ba0206b80001ef', // out 602h, 100h: the power button counts
  '803e001057751e', // cmp byte [1000h], 'W'; jne idle
  'bf0020b90080b041f3aa', // fill 32 KiB at 2000h with 'A'
  'bedc00b80043b281cd137208', // write: int 13h: the packet to disk 81h; jc idle
  '668306e40040ebec', // add dword [packet + 8], 64; jmp write
  'fbf4ba0006edf6c40174f5', // idle: sti; hlt; in 600h; test the button's bit; jz idle
  'ba0406b80020effaf4', // out 604h, 2000h: power off; cli; hlt
  'ac84c07406baf803eeebf5c3', // print: each byte to 3f8h
  '74696e792067756573740d0a00', // text: "tiny guest\r\n"
  '10004000002020100000000000000000', // packet: 64 sectors from 1020h:2000h to sector 0
].join('');

const SECTOR = 512;
/** The code begins where the header ends. */
const ENTRY = 0x268;
/** What the loader takes for the kernel proper; never run. */
const PAYLOAD = 4096;

export function tinyKernel(): Uint8Array {
  const bytes = Buffer.alloc(2 * SECTOR + PAYLOAD);
  bytes.writeUInt8(1, 0x1f1); // sectors of set-up code
  bytes.writeUInt16LE(0xaa55, 0x1fe);
  bytes.write('eb66', 0x200, 'hex'); // jmp ENTRY
  bytes.write('HdrS', 0x202);
  bytes.writeUInt16LE(0x0203, 0x206); // protocol
  bytes.writeUInt8(1, 0x211); // loaded high
  bytes.writeUInt32LE(0x37ffffff, 0x22c); // the initrd's last address
  bytes.write(CODE, ENTRY, 'hex');
  return bytes;
}
