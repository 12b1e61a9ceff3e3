import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { openWindowState, parseWindowState, placeWindow } from './window-state';

const AREA = { x: 0, y: 25, width: 1440, height: 875 };
const SECOND = { x: 1440, y: 0, width: 1920, height: 1080 };
const at = (x: number, y: number, width = 1000, height = 700) => ({
  ...{ bounds: { x, y, width, height }, maximized: false, fullScreen: false, closingTold: false },
});

test.each([
  ['where it was', at(100, 100), [AREA], { x: 100, y: 100, width: 1000, height: 700 }],
  ['on the second display', at(2000, 50), [AREA, SECOND], { x: 2000, y: 50, width: 1000, height: 700 }],
  ['the second display is gone', at(2000, 50), [AREA], { x: 220, y: 113, width: 1000, height: 700 }],
  ['above the top', at(100, -600), [AREA], { x: 220, y: 113, width: 1000, height: 700 }],
  ['a corner that cannot be caught', at(1400, 100), [AREA], { x: 220, y: 113, width: 1000, height: 700 }],
  ['larger than the display', at(0, 25, 5000, 5000), [AREA], { x: 0, y: 25, width: 1440, height: 875 }],
  ['tiny', at(10, 30, 5, 5), [AREA], { x: 10, y: 30, width: 640, height: 400 }],
  ['for the first time', { ...at(0, 0), bounds: null }, [AREA], { x: 80, y: 63, width: 1280, height: 800 }],
  ['no display is known', at(5, 5), [], { width: 1280, height: 800 }],
])('%s', (_name, state, areas, placed) => expect(placeWindow(state, areas)).toEqual(placed));

test.each([
  ['', '{', 'null', '[]', '"x"', '{"bounds":{"x":"1","y":2,"width":3,"height":4}}'],
  ['{"bounds":{"x":1e300,"y":0,"width":100,"height":100}}', '{"bounds":{"x":0,"y":0,"width":-5,"height":1}}'],
  ['{"bounds":{"x":0.5,"y":0,"width":100,"height":1}}', '{"maximized":"yes","fullScreen":1}', ' '.repeat(20_000)],
])('poisoned state is as if there were none', (...texts) => {
  for (const text of texts)
    expect(parseWindowState(text)).toEqual({ bounds: null, maximized: false, fullScreen: false, closingTold: false });
});

test('any state: in sight', () =>
  fc.assert(
    fc.property(fc.integer(), fc.integer(), fc.integer(), fc.integer(), (x, y, width, height) => {
      const placed = placeWindow(parseWindowState(JSON.stringify({ bounds: { x, y, width, height } })), [AREA]);
      expect(placed.width).toBeLessThanOrEqual(AREA.width);
      expect(placed.x).toBeGreaterThan(-AREA.width);
      expect(placed.y).toBeGreaterThanOrEqual(AREA.y - 32);
    }),
  ));

test('is kept in a file, whole, and survives what others wrote there', () => {
  const dir = fs.mkdtempSync(path.join(os.tmpdir(), 'slipway-window-'));
  openWindowState(dir).save({ maximized: true });
  openWindowState(dir).save({ bounds: { x: 1, y: 2, width: 800, height: 600 } });
  expect(openWindowState(dir).read()).toEqual({ ...at(1, 2, 800, 600), maximized: true });
  expect(fs.readdirSync(dir)).toEqual(['window.json']);
  openWindowState(path.join(dir, 'not/there')).save({ maximized: true });
  fs.rmSync(dir, { recursive: true });
});
