import fs from 'node:fs';
import path from 'node:path';
import type { Rectangle } from 'electron';

/** How the window was left. */
export interface WindowState {
  /** When it is neither maximized nor full screen. null: it never was. */
  readonly bounds: Rectangle | null;
  readonly maximized: boolean;
  readonly fullScreen: boolean;
  /** The user was told what closing the window means. */
  readonly closingTold: boolean;
}

export const SMALLEST = { width: 640, height: 400 };
const USUAL = { width: 1280, height: 800 };
const FRESH: WindowState = { bounds: null, maximized: false, fullScreen: false, closingTold: false };

/** So much of the title bar must be in sight to be caught with the pointer. */
const GRIP = { width: 120, height: 24 };
const TITLE_BAR = 32;
/** No screen is there. */
const FURTHEST = 100_000;
const FILE = 'window.json';
const LONGEST_FILE = 10_000;

const isRecord = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null;

const within = (value: unknown, least: number, most: number): value is number =>
  Number.isSafeInteger(value) && Number(value) >= least && Number(value) <= most;

function boundsOf(value: unknown): Rectangle | null {
  if (!isRecord(value)) return null;
  const { x, y, width, height } = value;
  if (!within(x, -FURTHEST, FURTHEST) || !within(y, -FURTHEST, FURTHEST)) return null;
  if (!within(width, 1, FURTHEST) || !within(height, 1, FURTHEST)) return null;
  return { x, y, width, height };
}

/** What cannot be used is as if it were not there. */
export function parseWindowState(text: string): WindowState {
  try {
    const value: unknown = text.length > LONGEST_FILE ? null : JSON.parse(text);
    if (!isRecord(value)) return FRESH;
    return {
      bounds: boundsOf(value.bounds),
      maximized: value.maximized === true,
      fullScreen: value.fullScreen === true,
      closingTold: value.closingTold === true,
    };
  } catch {
    return FRESH;
  }
}

const overlap = (from: number, size: number, otherFrom: number, otherSize: number): number =>
  Math.min(from + size, otherFrom + otherSize) - Math.max(from, otherFrom);

function isCatchable(bounds: Rectangle, area: Rectangle): boolean {
  const wide = overlap(bounds.x, bounds.width, area.x, area.width);
  const high = overlap(bounds.y, TITLE_BAR, area.y, area.height);
  return wide >= Math.min(GRIP.width, bounds.width) && high >= GRIP.height;
}

const clamp = (value: number, least: number, most: number): number => Math.max(least, Math.min(value, most));

/**
 * Where to open the window: where it was, if its title bar can be caught there; else in the middle of the first area, which is the primary
 * display's. `areas`: what displays leave to windows, in their order; none: not known.
 */
export function placeWindow(
  { bounds }: WindowState,
  areas: readonly Rectangle[],
): Partial<Rectangle> & Pick<Rectangle, 'width' | 'height'> {
  const [primary] = areas;
  if (primary === undefined) return USUAL;
  const home = bounds === null ? undefined : areas.find((area) => isCatchable(bounds, area));
  const { width: widest, height: highest } = home ?? primary;
  const wanted = bounds ?? USUAL;
  const width = clamp(wanted.width, Math.min(SMALLEST.width, widest), widest);
  const height = clamp(wanted.height, Math.min(SMALLEST.height, highest), highest);
  if (bounds !== null && home !== undefined) return { x: bounds.x, y: bounds.y, width, height };
  const middle = (from: number, room: number, size: number): number => from + Math.round((room - size) / 2);
  return { x: middle(primary.x, primary.width, width), y: middle(primary.y, primary.height, height), width, height };
}

export interface WindowStateStore {
  read(): WindowState;
  /** Only what is named changes. Never throws. */
  save(patch: Partial<WindowState>): void;
}

/** `<dataDir>/window.json`: of this computer's screens, so it is no setting. */
export function openWindowState(dataDir: string): WindowStateStore {
  const file = path.join(dataDir, FILE);
  let state: WindowState | null = null;
  const read = (): WindowState => {
    try {
      return parseWindowState(fs.readFileSync(file, 'utf8'));
    } catch {
      return FRESH;
    }
  };
  return {
    read: () => (state ??= read()),
    save(patch) {
      state = { ...(state ?? read()), ...patch };
      try {
        // Whole or not at all: a start may come at any moment.
        fs.writeFileSync(`${file}.new`, JSON.stringify(state), { mode: 0o600 });
        fs.renameSync(`${file}.new`, file);
      } catch {
        // It opens as before, next time.
      }
    },
  };
}
