import { expect, type Locator, type Page } from '@playwright/test';

/** What is brought over from another engine. */
export class ImportPage {
  readonly heading: Locator;
  readonly importButton: Locator;
  readonly cancel: Locator;
  readonly status: Locator;

  constructor(private readonly page: Page) {
    this.heading = page.getByRole('heading', { name: 'Import from another engine', level: 1 });
    this.importButton = page.getByRole('button', { name: /^Import \d+ thing/ });
    this.cancel = page.getByRole('button', { name: 'Cancel the import' });
    this.status = page.getByRole('region', { name: 'Import', exact: true }).getByRole('status');
  }

  /** By the link on the page of the engines. */
  async open(): Promise<void> {
    await this.page.getByRole('navigation').getByRole('link', { name: 'Engine' }).click();
    await this.page.getByRole('link', { name: 'Import from another engine' }).click();
    await expect(this.heading).toBeVisible();
  }

  async lookAt(engine: string): Promise<void> {
    await this.page.getByRole('button', { name: `Look at ${engine}` }).click();
  }

  choice(name: string): Locator {
    return this.page.getByRole('checkbox', { name: `Import ${name}`, exact: true });
  }

  item(name: string): Locator {
    return this.page.getByRole('listitem', { name });
  }
}
