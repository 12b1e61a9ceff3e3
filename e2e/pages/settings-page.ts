import { type Locator, type Page, test } from '@playwright/test';

/** The settings: each a row in the list of its section. */
export class SettingsPage {
  readonly search: Locator;
  readonly alert: Locator;

  constructor(readonly page: Page) {
    this.search = page.getByRole('searchbox', { name: 'Search the settings' });
    this.alert = page.getByRole('alertdialog');
  }

  section(name: string): Locator {
    return this.page.getByRole('region', { name, exact: true });
  }

  /** By its key in the file. */
  row(key: string): Locator {
    return this.page.getByRole('listitem').filter({ has: this.page.getByText(key, { exact: true }) });
  }

  choice(title: string, value: string): Locator {
    return this.page.getByRole('radiogroup', { name: title, exact: true }).getByRole('radio', { name: value });
  }

  async find(words: string): Promise<void> {
    await test.step(`search ${words}`, () => this.search.fill(words));
  }
}
