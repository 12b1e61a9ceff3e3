import { EventEmitter } from 'node:events';
import { record } from './record';

/** Electron's `Tray`, of a desktop that has a place for one. */
export class Tray extends EventEmitter {
  #hint = '';
  #menu: readonly unknown[] = [];

  constructor(image: { isEmpty(): boolean }) {
    super();
    if (image.isEmpty()) throw new Error('an icon that nobody can see');
    this.#tell();
  }

  readonly setImage = (): void => undefined;

  setToolTip(hint: string): void {
    this.#hint = hint;
    this.#tell();
  }

  setContextMenu(menu: readonly unknown[]): void {
    this.#menu = menu;
    this.#tell();
  }

  destroy(): void {
    record.tray = null;
  }

  #tell(): void {
    record.tray = { hint: this.#hint, menu: this.#menu };
  }
}

export class Notification extends EventEmitter {
  readonly #options: object;

  static isSupported(): boolean {
    return true;
  }

  constructor(options: object) {
    super();
    this.#options = options;
  }

  show(): void {
    record.notifications.push(this.#options);
  }

  readonly close = (): void => undefined;
}

const image = (bytes: number) => ({ isEmpty: () => bytes === 0, setTemplateImage: () => undefined });

export const nativeImage = {
  createFromPath: () => image(1),
  createFromBitmap: (bitmap: Buffer) => image(bitmap.length),
};

const DISPLAY = { id: 1, workArea: { x: 0, y: 0, width: 1920, height: 1080 } };
export const screen = { getPrimaryDisplay: () => DISPLAY, getAllDisplays: () => [DISPLAY] };

export const powerMonitor = new EventEmitter();

interface Item {
  readonly label?: string;
  readonly click?: () => void;
  readonly submenu?: readonly Item[];
}

/** Clicks the first item of that label, wherever in the menu. */
export function clickIn(menu: readonly unknown[], label: string): boolean {
  for (const item of menu as readonly Item[]) {
    if (item.label === label && item.click !== undefined) {
      item.click();
      return true;
    }
    if (item.submenu !== undefined && clickIn(item.submenu, label)) return true;
  }
  return false;
}

/** What crosses to the test: labels, not functions. */
export const labelsOf = (menu: readonly unknown[]): string[] =>
  (menu as readonly Item[]).flatMap(({ label, submenu }) => [
    ...(label === undefined ? [] : [label]),
    ...labelsOf(submenu ?? []),
  ]);
