import { type Locator, type Page } from '@playwright/test';

/** What was deleted, and can be had back. */
export class BinPage {
  readonly grid: Locator;
  readonly alert: Locator;

  constructor(readonly page: Page) {
    this.grid = page.getByRole('grid', { name: 'Bin' });
    this.alert = page.getByRole('alertdialog');
  }

  row(name: string): Locator {
    return this.grid.getByRole('row', { name: new RegExp(`^${name}, `) });
  }
}
