import { randomUUID } from 'node:crypto';
import { Readable } from 'node:stream';
import type { DownloadOffer } from '../../shell/transfers';
import type { ImageIndex } from '../index/image-index';
import { cycloneDx } from './cyclonedx';
import { spdx } from './spdx';

export type SbomFormat = 'cyclonedx' | 'spdx';

const WRITERS = { cyclonedx: { write: cycloneDx, ending: 'cdx.json' }, spdx: { write: spdx, ending: 'spdx.json' } };

/** The packages of an image as a file. */
export function sbomOffer({ image, packages }: ImageIndex, name: string, format: SbomFormat): DownloadOffer {
  const { write, ending } = WRITERS[format];
  const created = new Date().toISOString().replace(/\.\d+Z$/, 'Z');
  const subject = { imageId: image.imageId, name, found: packages, created, uuid: randomUUID() };
  return {
    filename: `${name.replace(/[^\w.-]+/g, '-')}.${ending}`,
    open: async () => {
      const content = Buffer.from(`${JSON.stringify(write(subject), null, 2)}\n`);
      return { size: content.length, body: Readable.from([content]) };
    },
  };
}
