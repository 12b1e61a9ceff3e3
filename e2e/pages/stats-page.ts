import { type Locator, type Page, test } from '@playwright/test';

/** The list's measured columns, the Stats tab, the Engine page's totals and the settings of the history. */
export class StatsPage {
  readonly tab: Locator;
  readonly figures: Locator;
  readonly events: Locator;
  readonly engineUse: Locator;
  readonly settings: Locator;

  constructor(readonly page: Page) {
    this.tab = page.getByRole('tab', { name: 'Stats' });
    this.figures = page.getByRole('region', { name: 'In figures' });
    this.events = page.getByRole('region', { name: 'Events' });
    this.engineUse = page.getByRole('region', { name: 'Resource use' });
    this.settings = page.getByRole('region', { name: 'Statistics' });
  }

  async open(): Promise<void> {
    await test.step('open the stats', async () => {
      await this.tab.click();
      await this.figures.waitFor();
    });
  }

  async show(range: 'Live' | '15 min' | '1 h' | '6 h' | '24 h'): Promise<void> {
    await test.step(`show ${range}`, async () => {
      await this.page.getByRole('radio', { name: range, exact: true }).check({ force: true });
    });
  }

  chart(title: string): Locator {
    return this.page.getByRole('region', { name: title, exact: true });
  }

  /** A column of a row of the list, by the column's place. */
  cell(row: Locator, column: number): Locator {
    return row.getByRole('gridcell').nth(column);
  }

  /** One row of the table: last, lowest, average, highest. */
  figure(name: string): Locator {
    return this.figures.getByRole('row', { name: new RegExp(`^${name} `) });
  }
}
