import fs from 'node:fs';
import path from 'node:path';
import type { NativeImage, nativeImage } from 'electron';
import type { TrayLook } from '../../services/shell/tray';

type Images = Pick<typeof nativeImage, 'createFromPath' | 'createFromBitmap'>;

const SIZE = 32;
const CHANNELS = 4;
/** Grey that stands on dark and light bars alike, and the colours of the states; BGRA. */
const COLOURS: Readonly<Record<TrayLook, readonly [number, number, number, number]>> = {
  running: [0xc9, 0xa8, 0x2b, 0xff],
  stopped: [0x9a, 0x90, 0x88, 0xff],
  attention: [0x2c, 0x8c, 0xe8, 0xff],
};

/** A hull on its way down: what is shown where the drawn icons are not. */
function drawn(images: Images, look: TrayLook, template: boolean): NativeImage {
  const bitmap = Buffer.alloc(SIZE * SIZE * CHANNELS);
  const colour = template ? [0, 0, 0, look === 'stopped' ? 0x80 : 0xff] : COLOURS[look];
  for (let y = 0; y < SIZE; y += 1)
    for (let x = 0; x < SIZE; x += 1) {
      const hull = y >= 12 && y < 24 && x >= 3 + (y - 12) / 2 && x < 29 - (y - 12) / 2;
      const slope = y >= 26 && y < 29 && x >= 2 && x < 30;
      if (hull || slope) bitmap.set(colour, (y * SIZE + x) * CHANNELS);
    }
  return images.createFromBitmap(bitmap, { width: SIZE, height: SIZE, scaleFactor: 2 });
}

/**
 * `<folder>/<look>Template.png` (macOS: black and transparent, with `@2x` beside), `<look>.ico` (Windows), `<look>.png` (Linux); drawn here
 * where it is not: a tray without an icon cannot be seen.
 */
export function trayImage(images: Images, folder: string, platform: NodeJS.Platform): (look: TrayLook) => NativeImage {
  const names = { darwin: 'Template.png', win32: '.ico' } as const;
  const ending = platform === 'darwin' || platform === 'win32' ? names[platform] : '.png';
  return (look) => {
    const file = path.join(folder, `${look}${ending}`);
    const image = fs.existsSync(file) ? images.createFromPath(file) : drawn(images, look, platform === 'darwin');
    const usable = image.isEmpty() ? drawn(images, look, platform === 'darwin') : image;
    if (platform === 'darwin') usable.setTemplateImage(true);
    return usable;
  };
}
