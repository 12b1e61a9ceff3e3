import fs from 'node:fs';
import { createRequire } from 'node:module';
import type { Page } from '@playwright/test';
import type { AxeResults } from 'axe-core';

const axeSource = fs.readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');

/** What axe finds serious or critical within the elements of that selector. Evaluated by the debugger, which the page's policy does not bind. */
export async function seriousFindings(page: Page, within = 'html'): Promise<string[]> {
  const results = await page.evaluate<AxeResults>(`${axeSource}; axe.run(${JSON.stringify(within)})`);
  const serious = results.violations.filter(({ impact }) => impact === 'serious' || impact === 'critical');
  return serious.flatMap(({ id, nodes }) =>
    nodes.map(({ html, failureSummary }) => `${id}: ${html} ${failureSummary ?? ''}`),
  );
}
