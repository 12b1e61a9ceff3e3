import type { Locator, Page } from '@playwright/test';

/** The view of self-tests, bug reports and Slipway's own log. */
export class DiagnosticsPage {
  readonly heading: Locator;
  readonly checks: Locator;
  readonly files: Locator;
  readonly lines: Locator;

  constructor(readonly page: Page) {
    this.heading = page.getByRole('heading', { name: 'Diagnostics', level: 1 });
    this.checks = page.getByRole('region', { name: 'Checks' });
    this.files = page.getByRole('list', { name: 'Files of the report' });
    this.lines = page.getByRole('list', { name: 'Lines' });
  }

  async open(): Promise<void> {
    await this.page.getByRole('link', { name: 'Diagnostics', exact: true }).click();
  }

  /** `id`: D01 and so on. */
  check(id: string): Locator {
    return this.checks.getByRole('listitem', { name: new RegExp(`^${id} `) });
  }

  async tab(name: string): Promise<void> {
    await this.page.getByRole('tab', { name }).click();
  }
}
