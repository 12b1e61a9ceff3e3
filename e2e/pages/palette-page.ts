import { expect, type Locator, type Page, test } from '@playwright/test';

/** What finds and does everything, by the keyboard alone. */
export class PalettePage {
  readonly box: Locator;
  readonly options: Locator;
  /** The one that Enter chooses. */
  readonly active: Locator;

  constructor(readonly page: Page) {
    const dialog = page.getByRole('dialog', { name: 'Search' });
    this.box = dialog.getByRole('combobox');
    this.options = dialog.getByRole('option');
    this.active = dialog.getByRole('option', { selected: true });
  }

  /** Opens it and types. */
  async find(text: string): Promise<void> {
    await test.step(`find ${text}`, async () => {
      await this.page.keyboard.press('Control+k');
      await expect(this.box).toBeFocused();
      await this.page.keyboard.type(text);
    });
  }

  /** Finds it and does it: the first that is found must be it. */
  async choose(text: string, title: string | RegExp): Promise<void> {
    await this.find(text);
    await expect(this.active).toContainText(title);
    await this.page.keyboard.press('Enter');
    await expect(this.box).toHaveCount(0);
  }
}
