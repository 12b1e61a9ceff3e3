import { type Locator, type Page, test } from '@playwright/test';

/** What takes room, and how it is given back. */
export class DiskPage {
  readonly grid: Locator;
  readonly picture: Locator;
  readonly query: Locator;
  readonly found: Locator;
  readonly alert: Locator;

  constructor(readonly page: Page) {
    this.grid = page.getByRole('grid', { name: 'Disk use' });
    this.picture = page.getByRole('group', { name: 'Disk use as a picture' });
    this.query = page.getByRole('combobox', { name: 'Query' });
    this.found = page.getByRole('list', { name: 'Found' });
    this.alert = page.getByRole('alertdialog');
  }

  async open(): Promise<void> {
    await test.step('open Disk', async () => {
      await this.page.getByRole('navigation', { name: 'Main' }).getByRole('link', { name: 'Disk' }).click();
      await this.page.getByRole('heading', { level: 1, name: 'Disk' }).waitFor();
    });
  }

  async measure(): Promise<void> {
    await test.step('measure', async () => {
      await this.page.getByRole('button', { name: 'Measure' }).click();
      await this.page.getByText(/^measured \d/).waitFor();
    });
  }

  async tab(name: 'Use' | 'Prune' | 'By query'): Promise<void> {
    await this.page.getByRole('tab', { name }).click();
  }

  row(name: string): Locator {
    return this.grid.getByRole('row', { name });
  }

  plan(title: string): Locator {
    return this.page.getByRole('list', { name: 'Prunes' }).getByRole('listitem', { name: title, exact: true });
  }
}
