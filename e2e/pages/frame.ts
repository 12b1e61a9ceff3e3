import { type Locator, type Page, test } from '@playwright/test';

/** What is in sight on every view. */
export class Frame {
  readonly navigation: Locator;
  readonly engineStatus: Locator;

  constructor(readonly page: Page) {
    this.navigation = page.getByRole('navigation', { name: 'Main' });
    this.engineStatus = page.getByRole('status', { name: 'Engine' });
  }

  async open(view: 'Containers' | 'Images' | 'Bin' | 'Engine' | 'Settings'): Promise<void> {
    await test.step(`open ${view}`, async () => {
      await this.navigation.getByRole('link', { name: view }).click();
      await this.page.getByRole('heading', { level: 1, name: view }).waitFor();
    });
  }
}
