import headless from '@xterm/headless';
import { expect, test } from 'vitest';
import { createScrollback, type Scrollback } from './scrollback';
import { createViewer } from './viewer';

type Terminal = InstanceType<typeof headless.Terminal>;
const terminal = (): Terminal =>
  new headless.Terminal({ cols: 80, rows: 24, scrollback: 5000, allowProposedApi: true });
const draw = (screen: Terminal, bytes: Uint8Array): Promise<void> =>
  new Promise((resolve) => screen.write(bytes, resolve));
const lines = ({ buffer: { active } }: Terminal): string[] =>
  Array.from({ length: active.length }, (_, y) => active.getLine(y)?.translateToString(true) ?? '');

/** What a page that looks now gets to see. */
async function shown(scrollback: Scrollback): Promise<Terminal> {
  const screen = terminal();
  const viewer = createViewer(scrollback);
  for (let item = viewer.next(); item !== null; item = viewer.next()) {
    if (item instanceof Uint8Array) {
      await draw(screen, item);
      viewer.acknowledge(item.length);
    } else if (item.type === 'size') screen.resize(item.cols, item.rows);
  }
  return screen;
}

test('what is forgotten of plain output is whole lines, and its colours are not forgotten', async () => {
  const scrollback = createScrollback(256 * 1024);
  const real = terminal();
  const feed = async (text: string): Promise<void> => {
    scrollback.append(Buffer.from(text));
    await draw(real, Buffer.from(text));
  };
  await feed('\x1b[?2004h\x1b[31mall of this is red\r\n');
  for (let block = 0; block < 100; block++)
    await feed(Array.from({ length: 200 }, (_, line) => `line ${block * 200 + line} of many 漢字\r\n`).join(''));
  expect(scrollback.end() - scrollback.start()).toBeLessThanOrEqual(256 * 1024);
  const again = await shown(scrollback);
  expect(lines(again).slice(-3000)).toEqual(lines(real).slice(-3000));
  expect(again.modes.bracketedPasteMode).toBe(true);
  expect(
    again.buffer.active
      .getLine(again.buffer.active.length - 2)
      ?.getCell(0)
      ?.getFgColor(),
  ).toBe(1);
});

test('sizes are replayed where they were', async () => {
  const scrollback = createScrollback();
  scrollback.append(Buffer.from(`${'x'.repeat(80)}y`));
  scrollback.resized({ cols: 100, rows: 30 });
  scrollback.append(Buffer.from(`\r\n\x1b[30;100Hz`));
  const again = await shown(scrollback);
  expect([again.cols, again.rows]).toEqual([100, 30]);
  expect(lines(again).at(-1)?.endsWith('z')).toBe(true);
});

test('on the alternate screen nothing is lost, and a command that would never end is left out', async () => {
  const scrollback = createScrollback(256 * 1024);
  scrollback.append(Buffer.from('below\r\n\x1b[?1049h\x1b[?25l\x1b[2;3HTOP\x1b[2147483647L\x1b[2147483647b'));
  while (!scrollback.isFull()) scrollback.append(Buffer.from(`\x1b[24;1Hticking ${'.'.repeat(40)}`));
  scrollback.append(Buffer.from('\x1b[24;1H\x1b[Kdone \x1b[3'));
  await scrollback.compact(scrollback.end());
  expect(scrollback.isFull()).toBe(false);
  scrollback.append(Buffer.from('2mgreen'));
  const again = await shown(scrollback);
  expect(again.buffer.active.type).toBe('alternate');
  expect(lines(again)[1]).toBe('  TOP');
  expect(lines(again)[23]).toBe('done green');
  await draw(again, Buffer.from('\x1b[?1049l'));
  expect(lines(again)[0]).toBe('below');
});

test('a page that takes nothing is given a window’s worth, and begins anew when the rest is forgotten', () => {
  const scrollback = createScrollback(256 * 1024);
  const viewer = createViewer(scrollback);
  const take = (): string[] => {
    const items: string[] = [];
    for (let item = viewer.next(); item !== null; item = viewer.next())
      items.push(item instanceof Uint8Array ? 'bytes' : item.type);
    return items;
  };
  expect(take()).toEqual(['replay', 'live']);
  const line = Buffer.from(`${'x'.repeat(99)}\n`);
  for (let count = 0; count < 2_500; count++) scrollback.append(line);
  const first = take();
  expect(first.every((item) => item === 'bytes')).toBe(true);
  expect(take()).toEqual([]);
  for (let count = 0; count < 10_000; count++) scrollback.append(line);
  expect(take()[0]).toBe('replay');
});
