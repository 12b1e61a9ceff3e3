import fs from 'node:fs';
import { createRequire } from 'node:module';
import { expect, type Page } from '@playwright/test';
import type { AxeResults } from 'axe-core';

const axeSource = fs.readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');

/** Of each element that passes axe would write an excerpt and a selector as well, half a megabyte for a page. */
const ALL = { resultTypes: ['violations'] };
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
export async function wcagFindings(page: Page): Promise<string[]> {
  await settled(page);
  return wordsOf(await violationsOf(page, 'html', WCAG));
}

/** As `wcagFindings`, colours alone. */
export async function colourFindings(page: Page): Promise<string[]> {
  await settled(page);
  return wordsOf(await violationsOf(page, 'html', COLOURS));
}

/** Colours are judged as they are, not on their way: what inherits a colour that changes slowly begins its own way after it. */
const settled = async (page: Page): Promise<unknown> =>
  page.waitForFunction(() =>
    document.getAnimations().every((each) => !(each instanceof CSSTransition) || each.playState !== 'running'),
  );

/**
 * What axe finds serious or critical within the elements of that selector, dark and light: the page must follow the system's theme.
 * Evaluated by the debugger, which the page's policy does not bind.
 */
export async function seriousFindings(page: Page, within = 'html'): Promise<string[]> {
  const found: string[] = [];
  for (const [colorScheme, options] of [
    ['dark', ALL],
    ['light', COLOURS],
  ] as const) {
    await page.emulateMedia({ colorScheme });
    await expect(page.locator(`html[data-mantine-color-scheme="${colorScheme}"]`)).toBeAttached();
    await settled(page);
    found.push(...(await findings(page, within, options)).map((finding) => `${colorScheme}: ${finding}`));
  }
  return found;
}
