import { expect, type Locator, type Page } from '@playwright/test';

/** The map of all keys. */
export class KeysPage {
  readonly dialog: Locator;
  readonly filter: Locator;
  readonly alert: Locator;

  constructor(readonly page: Page) {
    this.dialog = page.getByRole('dialog', { name: 'Keys' });
    this.filter = this.dialog.getByRole('searchbox');
    this.alert = this.dialog.getByRole('alert');
  }

  row(title: string): Locator {
    return this.dialog.getByRole('listitem').filter({ hasText: title });
  }

  button(name: string): Locator {
    return this.dialog.getByRole('button', { name, exact: true });
  }

  /** Opens its editor, ready to take keys. */
  async edit(title: string): Promise<void> {
    await this.filter.fill(title);
    await this.button(`Change the keys of ${title}`).click();
    await expect(this.button('Press the new keys here')).toBeFocused();
  }
}
