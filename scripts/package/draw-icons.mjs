// `npm run package:icons`: every icon and picture of the packages, drawn from assets/icon.svg by a browser.
/* global document, Image -- what is drawn is drawn in a page */
import { createHash } from 'node:crypto';
import fs from 'node:fs';
import path from 'node:path';
import { chromium } from '@playwright/test';
import { ROOT } from '../lib/paths.mjs';
import { findBrowser } from '../lib/system-packages.mjs';
import { bmp, icns, ico, ICNS_SIZES } from './icon-formats.mjs';

/** @typedef {import('./icon-formats.mjs').Drawn} Drawn */

const ASSETS = path.join(ROOT, 'assets');
const source = fs.readFileSync(path.join(ASSETS, 'icon.svg'), 'utf8');

/** The scene is specks below this many pixels. */
const SMALLEST_SCENE = 28;
const LINUX_SIZES = [16, 24, 32, 48, 64, 128, 256, 512];
const WINDOWS_SIZES = [16, 20, 24, 32, 48, 64, 256];
const WINDOWS_TRAY_SIZES = [16, 20, 24, 32];
const STATES = /** @type {const} */ (['running', 'stopped', 'attention']);
/** @typedef {typeof STATES[number]} State */

/** @param {string} svg @param {string} id @param {boolean} shown */
const show = (svg, id, shown) =>
  svg.replace(new RegExp(`<(\\w+) id="${id}"( display="none")?`), `<$1 id="${id}"${shown ? '' : ' display="none"'}`);

/** As an app's icon at that size. @param {number} size */
const iconAt = (size) =>
  size < SMALLEST_SCENE ? show(show(source, 'scene', false), 'glyph', true).replace('rx="108"', 'rx="64"') : source;

/** macOS keeps a margin around its tiles. @param {string} svg */
const withMargin = (svg) => svg.replace('viewBox="0 0 512 512"', 'viewBox="-32 -32 576 576"');

/** Drawn last, in the corner that is empty: @param {string} svg @param {string} mark */
const marked = (svg, mark) => svg.replace('</svg>', `${mark}</svg>`);

/** On a panel of any colour: the tile. @param {State} state */
const trayTile = (state) => {
  const tile = show(show(source, 'scene', false), 'glyph', true).replace('rx="108"', 'rx="80"');
  if (state === 'stopped') return tile.replace('#16b3a3', '#8a8f98').replace('#0b6a6c', '#5d626b');
  if (state === 'running') return tile;
  return marked(
    tile,
    '<circle cx="404" cy="108" r="108" fill="#ffffff" /><circle cx="404" cy="108" r="84" fill="#d92d20" />',
  );
};

/** In macOS's menu bar, which takes its shape and colours it itself. @param {State} state */
const trayTemplate = (state) => {
  const glyph = show(show(source, 'tile', false), 'glyph', true).replace('fill="#ffffff">', 'fill="#000000">');
  if (state === 'stopped') return glyph.replace('fill="#000000">', 'fill="#000000" fill-opacity="0.4">');
  return state === 'running' ? glyph : marked(glyph, '<circle cx="436" cy="70" r="68" fill="#000000" />');
};

/** @param {number} width @param {number} height @param {string} inner */
const scene = (width, height, inner) =>
  `<svg xmlns="http://www.w3.org/2000/svg" width="${String(width)}" height="${String(height)}" viewBox="0 0 ${String(width)} ${String(height)}">${inner}</svg>`;
const picture = source.slice(source.indexOf('<defs>'), source.lastIndexOf('</svg>'));
/** @param {number} x @param {number} y @param {number} size */
const iconIn = (x, y, size) =>
  `<g transform="translate(${String(x)} ${String(y)}) scale(${String(size / 512)})">${picture}</g>`;

const SIDEBAR = scene(164, 314, `<rect width="164" height="314" fill="#0b6a6c"/>${iconIn(34, 96, 96)}`);
const HEADER = scene(150, 57, `<rect width="150" height="57" fill="#ffffff"/>${iconIn(100, 7, 43)}`);
const DMG = scene(
  540,
  380,
  `<rect width="540" height="380" fill="#f2f5f5"/>
  <path d="M0 330 L540 250 V380 H0 Z" fill="#d5e6e4"/>
  <path d="M236 186 H288 M272 170 L290 186 L272 202" fill="none" stroke="#0b6a6c" stroke-width="5" stroke-linecap="round" stroke-linejoin="round"/>`,
);

const browser = await chromium.launch({ executablePath: findBrowser() ?? '/usr/bin/chromium', args: ['--no-sandbox'] });
const page = await browser.newPage();

/**
 * @param {string} svg
 * @param {number} size
 * @param {number} [height]
 * @returns {Promise<Drawn>}
 */
const draw = async (svg, size, height = size) => {
  const sized = svg.replace(/width="\d+" height="\d+"/, `width="${String(size)}" height="${String(height)}"`);
  const url = `data:image/svg+xml;base64,${Buffer.from(sized).toString('base64')}`;
  const { png, rgba } = await page.evaluate(async ([from, width, high]) => {
    const image = new Image(width, high);
    image.src = from;
    await image.decode();
    const canvas = document.createElement('canvas');
    canvas.width = width;
    canvas.height = high;
    const context = canvas.getContext('2d');
    context?.drawImage(image, 0, 0, width, high);
    // Large ones are wanted as PNG only.
    const pixels = width > 400 ? [] : (context?.getImageData(0, 0, width, high).data ?? []);
    return { png: canvas.toDataURL('image/png').split(',')[1] ?? '', rgba: Array.from(pixels) };
  }, /** @type {const} */ ([url, size, height]));
  return { size, height, png: Buffer.from(png, 'base64'), rgba: Buffer.from(rgba) };
};

/** @type {Record<string, string>} */
const made = {};
/** @param {string} name @param {Buffer} bytes */
const write = (name, bytes) => {
  const file = path.join(ASSETS, name);
  fs.mkdirSync(path.dirname(file), { recursive: true });
  fs.writeFileSync(file, bytes);
  made[name] = createHash('sha256').update(bytes).digest('hex');
};

write('icon.png', (await draw(source, 512)).png);
for (const size of LINUX_SIZES)
  write(`icons/${String(size)}x${String(size)}.png`, (await draw(iconAt(size), size)).png);
write('icon.ico', ico(await Promise.all(WINDOWS_SIZES.map((size) => draw(iconAt(size), size)))));
/** @type {Map<number, Buffer>} */
const mac = new Map();
for (const size of new Set(Object.values(ICNS_SIZES))) mac.set(size, (await draw(withMargin(iconAt(size)), size)).png);
write(
  'icon.icns',
  icns((size) => mac.get(size) ?? Buffer.alloc(0)),
);
for (const state of STATES) {
  write(`tray/${state}.png`, (await draw(trayTile(state), 32)).png);
  write(`tray/${state}.ico`, ico(await Promise.all(WINDOWS_TRAY_SIZES.map((size) => draw(trayTile(state), size)))));
  write(`tray/${state}Template.png`, (await draw(trayTemplate(state), 16)).png);
  write(`tray/${state}Template@2x.png`, (await draw(trayTemplate(state), 32)).png);
}
write('installer/sidebar.bmp', bmp(await draw(SIDEBAR, 164, 314)));
write('installer/header.bmp', bmp(await draw(HEADER, 150, 57)));
write('installer/dmg.png', (await draw(DMG, 540, 380)).png);
write('installer/dmg@2x.png', (await draw(DMG, 1080, 760)).png);
await browser.close();

const digest = createHash('sha256').update(source).digest('hex');
fs.writeFileSync(path.join(ASSETS, 'icons.json'), `${JSON.stringify({ source: digest, made }, null, 2)}\n`);
