// Archives that no engine makes, and a hostile one might send. Each is whole unless its name says that it is cut.
import { BLOCK } from '../../helpers/tar/header';
import { writePax } from '../../helpers/tar/pax';

interface Entry {
  readonly name: string;
  readonly flag?: string;
  readonly size?: string;
  readonly target?: string;
  readonly content?: Buffer;
  readonly mode?: string;
  /** The name is bytes, not UTF-8. */
  readonly latin?: boolean;
}

const padded = (bytes: Buffer): Buffer =>
  Buffer.concat([bytes, Buffer.alloc((BLOCK - (bytes.length % BLOCK)) % BLOCK)]);

const sum = (block: Buffer): number => block.reduce((total, byte) => total + byte, 0);

/** Nothing is checked: that is the point. */
export function entry({
  name,
  flag = '0',
  size,
  target = '',
  content = Buffer.alloc(0),
  mode = '0000644',
  latin = false,
}: Entry): Buffer {
  const block = Buffer.alloc(BLOCK);
  block.write(name, 0, 100, latin ? 'latin1' : 'utf8');
  block.write(mode, 100, 'latin1');
  block.write('0000000', 108, 'latin1');
  block.write('0000000', 116, 'latin1');
  block.write(size ?? content.length.toString(8).padStart(11, '0'), 124, 'latin1');
  block.write('00000000000', 136, 'latin1');
  block.fill(' ', 148, 156);
  block.write(flag, 156, 'latin1');
  block.write(target, 157, 100, 'utf8');
  block.write('ustar\x0000', 257, 'latin1');
  block.write(`${sum(block).toString(8).padStart(6, '0')}\0 `, 148, 'latin1');
  return Buffer.concat([block, padded(content)]);
}

export const folder = (name: string): Buffer => entry({ name, flag: '5', mode: '0000755' });
export const END = Buffer.alloc(2 * BLOCK);

const pax = (records: Readonly<Record<string, string>>): Buffer =>
  entry({
    ...{ name: 'pax', flag: 'x' },
    content: writePax(new Map(Object.entries(records).map(([key, value]) => [key, Buffer.from(value)]))),
  });

const archive = (...parts: readonly Buffer[]): Buffer => Buffer.concat([folder('base/'), ...parts, END]);
const good = entry({ name: 'base/good', content: Buffer.from('good') });

/** Name -> archive of the folder `base`. In all of them that are whole, `good` is one of its entries. */
export const HOSTILE: Readonly<Record<string, Buffer>> = {
  'a name with ..': archive(entry({ name: 'base/../../etc/passwd' }), good),
  'a name of ..': archive(folder('..'), good),
  'an absolute name': archive(entry({ name: '/etc/passwd' }), good),
  'a name beside the folder': archive(entry({ name: 'other/x' }), good),
  'a Windows path': archive(entry({ name: 'base/..\\..\\windows\\x' }), good),
  'a drive and a stream': archive(entry({ name: 'base/C:x' }), entry({ name: 'base/x:stream' }), good),
  'device names of Windows': archive(entry({ name: 'base/CON' }), entry({ name: 'base/aux.txt' }), good),
  'a link that leads out': archive(entry({ name: 'base/l', flag: '2', target: '../../../etc' }), good),
  'a file through a link': archive(
    entry({ name: 'base/l', flag: '2', target: '/etc' }),
    entry({ name: 'base/l/passwd', content: Buffer.from('x') }),
    good,
  ),
  'a chain of links': archive(
    ...Array.from({ length: 100 }, (_, n) => entry({ name: `base/l${n}`, flag: '2', target: `l${n + 1}` })),
    good,
  ),
  'a hard link that leads out': archive(entry({ name: 'base/h', flag: '1', target: '../../etc/shadow' }), good),
  'a hard link to itself': archive(entry({ name: 'base/h', flag: '1', target: 'base/h' }), good),
  'names that differ by case': archive(entry({ name: 'base/Readme' }), entry({ name: 'base/README' }), good),
  'names that differ by composition': archive(entry({ name: 'base/\u00e9' }), entry({ name: 'base/e\u0301' }), good),
  'the same name three times': archive(folder('base/x'), entry({ name: 'base/x' }), folder('base/x'), good),
  'a name of nothing': archive(entry({ name: '' }), good),
  'device files': archive(entry({ name: 'base/d', flag: '3' }), entry({ name: 'base/b', flag: '4' }), good),
  setuid: archive(entry({ name: 'base/s', mode: '0006755' }), good),
  'a long name': archive(pax({ path: `base/${'x'.repeat(300_000)}` }), entry({ name: 'x' }), good),
  'a deep name': archive(pax({ path: `base/${'d/'.repeat(100_000)}x` }), entry({ name: 'x' }), good),
  'a sparse bomb': archive(
    pax({ 'GNU.sparse.realsize': String(2 ** 50), 'GNU.sparse.major': '1' }),
    entry({ name: 'base/sparse' }),
    good,
  ),
  'a prototype': archive(entry({ name: 'base/__proto__' }), entry({ name: 'base/constructor' }), good),
  'controls and bidi': archive(entry({ name: 'base/\u202egnp.exe' }), entry({ name: 'base/a\nb\u001b[2J' }), good),
  'no UTF-8': archive(entry({ name: 'base/\xff\xfe', latin: true }), good),
  'an unknown kind': archive(entry({ name: 'base/?', flag: 'Z', content: Buffer.from('x') }), good),
};

/** These end in an error. */
export const BROKEN: Readonly<Record<string, Buffer>> = {
  'a zero bomb, cut': Buffer.concat([folder('base/'), entry({ name: 'base/zeros', size: '77777777777' })]),
  'a huge extended header': Buffer.concat([folder('base/'), entry({ name: 'pax', flag: 'x', size: '77777777777' })]),
  'a huge long name': Buffer.concat([folder('base/'), entry({ name: 'name', flag: 'L', size: '00100000000' })]),
  'a negative size': Buffer.concat([
    folder('base/'),
    entry({ name: 'base/x', size: '\xff\xff\xff\xff\xff\xff\xff\xff\xff\xff\xff\xff' }),
  ]),
  'a size that is no number': Buffer.concat([folder('base/'), entry({ name: 'base/x', size: 'NaNNaNNaNNa' })]),
  'a wrong checksum': Buffer.concat([folder('base/'), Buffer.alloc(BLOCK, 7), END]),
  'records that lie of their length': Buffer.concat([
    folder('base/'),
    entry({ name: 'pax', flag: 'x', content: Buffer.from('99999 path=x\n') }),
    END,
  ]),
  'a size of the records that is negative': archive(pax({ size: '-1' }), entry({ name: 'base/x' })),
  'a cut between two entries': Buffer.concat([folder('base/'), good]),
  'a cut within a header': Buffer.concat([folder('base/'), good]).subarray(0, BLOCK + 100),
  nothing: Buffer.alloc(0),
  'no tar at all': Buffer.from('<html>'.repeat(1000)),
};
