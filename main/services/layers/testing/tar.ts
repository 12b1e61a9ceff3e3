import { checksum } from '../../helpers/tar/fields';
import { BLOCK } from '../../helpers/tar/header';

export interface TestEntry {
  readonly name: string;
  /** Type flag of the header: `0` a file, `5` a folder, `2` a symlink, `1` a hard link. */
  readonly flag?: string;
  readonly content?: Buffer | string;
  readonly mode?: number;
  readonly uid?: number;
  readonly target?: string;
}

function header({ name, flag = '0', mode = 0o644, uid = 0, target = '' }: TestEntry, size: number): Buffer {
  const block = Buffer.alloc(BLOCK);
  block.write(name, 0, 100, 'utf8');
  block.write(`${mode.toString(8).padStart(7, '0')}\0`, 100, 'latin1');
  block.write(`${uid.toString(8).padStart(7, '0')}\0`, 108, 'latin1');
  block.write(`${'0'.repeat(7)}\0`, 116, 'latin1');
  block.write(`${size.toString(8).padStart(11, '0')}\0`, 124, 'latin1');
  block.write(`${'1'.padStart(11, '0')}\0`, 136, 'latin1');
  block.write(flag, 156, 'latin1');
  block.write(target, 157, 100, 'utf8');
  block.write('ustar\x0000', 257, 'latin1');
  block.write(`${checksum(block).toString(8).padStart(6, '0')}\0 `, 148, 'latin1');
  return block;
}

const END = Buffer.alloc(2 * BLOCK);

/** An archive, byte by byte as wished: hostile ones, too. Names have at most 100 bytes. */
export function tarOf(entries: readonly TestEntry[]): Buffer {
  const parts = entries.flatMap((entry) => {
    const content = Buffer.from(entry.content ?? '');
    return [header(entry, content.length), content, Buffer.alloc((BLOCK - (content.length % BLOCK)) % BLOCK)];
  });
  return Buffer.concat([...parts, END]);
}

/** What `docker save` gives of an image of these layers. `pack` makes of a layer's tar what is in the archive. */
export function savedImage(
  layers: readonly (readonly TestEntry[])[],
  pack: (tar: Buffer) => Buffer = (tar) => tar,
): Buffer {
  const config = {
    ...{ architecture: 'amd64', os: 'linux', config: { Env: ['A=1'] }, rootfs: { type: 'layers' } },
    history: layers.map((_, index) => ({ created_by: `/bin/sh -c step ${String(index)}` })),
  };
  const names = layers.map((_, index) => `layer-${String(index)}/layer.tar`);
  return tarOf([
    ...layers.map((layer, index) => ({ name: names[index] ?? '', content: pack(tarOf(layer)) })),
    { name: 'config.json', content: JSON.stringify(config) },
    { name: 'manifest.json', content: JSON.stringify([{ Config: 'config.json', RepoTags: null, Layers: names }]) },
  ]);
}
