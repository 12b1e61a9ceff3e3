import fs from 'node:fs';
import { createRequire } from 'node:module';
import type { Page } from '@playwright/test';
import type { AxeResults } from 'axe-core';

const axeSource = fs.readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');

/** Of each element that passes axe would write an excerpt and a selector as well, half a megabyte for a page; no rule asks for a style sheet. */
const ALL = { resultTypes: ['violations'], preload: false };
/** WCAG 2.2 A and AA, and what is good besides; the size of targets is judged only when it is asked for. */
const WCAG = {
  ...ALL,
  runOnly: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'],
  rules: { 'target-size': { enabled: true } },
};
/** What another theme changes. */
const COLOURS = { ...ALL, runOnly: { type: 'rule', values: ['color-contrast', 'link-in-text-block'] } };

type Violations = AxeResults['violations'];

const violationsOf = async (page: Page, within: string, options: object): Promise<Violations> => {
  await page.evaluate(`globalThis.axe === undefined && (() => { ${axeSource} })()`);
  return page.evaluate<Violations>(
    `axe.run(${JSON.stringify(within)}, ${JSON.stringify(options)}).then(({ violations }) => violations)`,
  );
};

const wordsOf = (violations: Violations): string[] =>
  violations.flatMap(({ id, nodes }) =>
    nodes.map(({ html, failureSummary }) => `${id}: ${html} ${failureSummary ?? ''}`),
  );

const findings = async (page: Page, within: string, options: object): Promise<string[]> =>
  wordsOf(
    (await violationsOf(page, within, options)).filter(({ impact }) => impact === 'serious' || impact === 'critical'),
  );

/** All that axe finds against WCAG 2.2 AA and good practice, of whatever weight, in the theme that is shown. */
export async function wcagFindings(page: Page, within = 'html'): Promise<string[]> {
  await settled(page);
  return wordsOf(await violationsOf(page, within, WCAG));
}

/** As `wcagFindings`, colours alone. */
export async function colourFindings(page: Page, within = 'html'): Promise<string[]> {
  await settled(page);
  return wordsOf(await violationsOf(page, within, COLOURS));
}

/** Colours are judged as they are, not on their way: what inherits a colour that changes slowly begins its own way after it. */
const settled = async (page: Page): Promise<unknown> =>
  page.waitForFunction(() =>
    document.getAnimations().every((each) => !(each instanceof CSSTransition) || each.playState !== 'running'),
  );

const isLight = (page: Page): Promise<boolean> =>
  page.evaluate(() => document.documentElement.dataset.mantineColorScheme === 'light');

/**
 * What axe finds serious or critical within the elements of that selector, dark and light: the page must follow the system's theme.
 * It begins with the theme that is shown (a change of it draws the whole page anew); what no theme changes is judged in that one alone.
 * Evaluated by the debugger, which the page's policy does not bind.
 */
export async function seriousFindings(page: Page, within = 'html'): Promise<string[]> {
  const [first, second] = (await isLight(page)) ? (['light', 'dark'] as const) : (['dark', 'light'] as const);
  const found: string[] = [];
  for (const [colorScheme, options] of [
    [first, ALL],
    [second, COLOURS],
  ] as const) {
    await page.emulateMedia({ colorScheme, reducedMotion: 'reduce' });
    await page.waitForSelector(`html[data-mantine-color-scheme="${colorScheme}"]`, { state: 'attached' });
    await settled(page);
    found.push(...(await findings(page, within, options)).map((finding) => `${colorScheme}: ${finding}`));
  }
  return found;
}
