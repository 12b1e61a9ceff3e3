import { type Locator, type Page, test } from '@playwright/test';

/** The networks, as a list and as a map. */
export class NetworksPage {
  readonly grid: Locator;
  readonly map: Locator;
  readonly dialog: Locator;
  readonly alert: Locator;
  readonly result: Locator;

  constructor(readonly page: Page) {
    this.grid = page.getByRole('grid', { name: 'Networks' });
    this.map = page.getByRole('listbox', { name: 'Network map' });
    this.dialog = page.getByRole('dialog');
    this.alert = page.getByRole('alertdialog');
    this.result = page.getByRole('region', { name: 'Result of the reach test' });
  }

  async open(): Promise<void> {
    await test.step('open the networks', async () => {
      await this.page.getByRole('navigation', { name: 'Main' }).getByRole('link', { name: 'Networks' }).click();
      await this.grid.getByRole('row').nth(3).waitFor();
    });
  }

  async openMap(): Promise<void> {
    await test.step('open the map', async () => {
      await this.page.getByRole('button', { name: 'Map' }).click();
      await this.map.getByRole('option').first().waitFor();
    });
  }

  row(name: string | RegExp): Locator {
    return this.grid.getByRole('row', { name });
  }

  async details(name: string): Promise<Locator> {
    return test.step(`open the details of ${name}`, async () => {
      await this.row(new RegExp(`^${name},`)).dblclick();
      const pane = this.page.getByRole('region', { name: `Network ${name}` });
      await pane.waitFor();
      return pane;
    });
  }

  node(name: string | RegExp): Locator {
    return this.map.getByRole('option', { name });
  }

  async testReach(from: string, to: string, port: number): Promise<void> {
    await test.step(`test whether ${from} reaches ${to} on ${String(port)}`, async () => {
      await this.page.getByLabel('From', { exact: true }).selectOption({ label: from });
      await this.page.getByLabel('To', { exact: true }).selectOption({ label: to });
      await this.page.getByLabel('TCP port').fill(String(port));
      await this.page.getByRole('button', { name: 'Test', exact: true }).click();
    });
  }
}
