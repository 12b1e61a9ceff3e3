import { type Locator, type Page, test } from '@playwright/test';

/** Who has which port of the host. */
export class PortsPage {
  readonly grid: Locator;
  readonly filter: Locator;

  constructor(readonly page: Page) {
    this.grid = page.getByRole('grid', { name: 'Ports' });
    this.filter = page.getByRole('searchbox', { name: 'Filter ports' });
  }

  async open(): Promise<void> {
    await test.step('open Ports', async () => {
      await this.page.getByRole('navigation', { name: 'Main' }).getByRole('link', { name: 'Ports' }).click();
      await this.grid.waitFor();
    });
  }

  /** Of one container, by its name. */
  row(port: number, name: string): Locator {
    return this.grid.getByRole('row', { name: `${port}/tcp ${name}` });
  }

  details(port: number): Locator {
    return this.page.getByRole('region', { name: `Port ${port}/tcp` });
  }

  async show(which: 'All' | 'Of containers' | 'In trouble'): Promise<void> {
    await this.page.getByRole('group', { name: 'Show' }).getByRole('button', { name: which }).click();
  }
}
