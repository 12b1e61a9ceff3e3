import fs from 'node:fs';
import { createRequire } from 'node:module';
import { expect, type Page } from '@playwright/test';
import type { AxeResults } from 'axe-core';

const axeSource = fs.readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');

/** Of each element that passes axe would write an excerpt and a selector as well, half a megabyte for a page. */
const ALL = { resultTypes: ['violations'] };
/** What another theme changes. */
const COLOURS = { ...ALL, runOnly: { type: 'rule', values: ['color-contrast', 'link-in-text-block'] } };

const findings = async (page: Page, within: string, options: object): Promise<string[]> => {
  await page.evaluate(`globalThis.axe === undefined && (() => { ${axeSource} })()`);
  const violations = await page.evaluate<AxeResults['violations']>(
    `axe.run(${JSON.stringify(within)}, ${JSON.stringify(options)}).then(({ violations }) => violations)`,
  );
  const serious = violations.filter(({ impact }) => impact === 'serious' || impact === 'critical');
  return serious.flatMap(({ id, nodes }) =>
    nodes.map(({ html, failureSummary }) => `${id}: ${html} ${failureSummary ?? ''}`),
  );
};

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
