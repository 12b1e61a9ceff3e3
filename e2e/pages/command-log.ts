import { type Locator, type Page, test } from '@playwright/test';

export class CommandLog {
  readonly region: Locator;

  constructor(readonly page: Page) {
    this.region = page.getByRole('region', { name: 'Command log' });
  }

  async open(): Promise<void> {
    await test.step('open the command log', async () => {
      if (!(await this.region.isVisible())) await this.page.getByRole('button', { name: 'Command log' }).click();
      await this.region.waitFor();
    });
  }
}
