import { type Locator, type Page, test } from '@playwright/test';

/** What is made from a container, and the ways back. */
export class RecreatePage {
  readonly dialog: Locator;
  readonly alert: Locator;
  readonly kept: Locator;

  constructor(readonly page: Page) {
    this.dialog = page.getByRole('dialog');
    this.alert = page.getByRole('alertdialog');
    this.kept = page.getByRole('list', { name: 'Kept by edits' });
  }

  /** An item of the submenu of a container's menu. */
  async fromMenu(row: Locator, item: string): Promise<void> {
    await test.step(`${item} from the menu`, async () => {
      await row.click({ button: 'right' });
      await this.page.getByRole('menuitem', { name: 'Clone and export' }).hover();
      await this.page.getByRole('menuitem', { name: item, exact: true }).click();
    });
  }

  notice(text: string): Locator {
    return this.page.getByRole('note').filter({ hasText: text });
  }
}
