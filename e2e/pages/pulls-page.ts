import { type Locator, type Page, test } from '@playwright/test';

/** Pulls and pushes: the panel, its button and the dialogs, found as a user finds them. */
export class PullsPage {
  readonly button: Locator;
  readonly panel: Locator;
  readonly dialog: Locator;

  constructor(readonly page: Page) {
    this.button = page.getByRole('button', { name: /^Transfers/ });
    this.panel = page.getByRole('region', { name: 'Transfers' });
    this.dialog = page.getByRole('dialog');
  }

  async openPanel(): Promise<void> {
    await test.step('open the transfers', async () => {
      if (!(await this.panel.isVisible())) await this.button.click();
      await this.panel.waitFor();
    });
  }

  /** The dialog behind one of the panel's buttons. */
  async open(dialog: 'Pull…' | 'Push…' | 'Newer images…'): Promise<void> {
    await this.openPanel();
    await this.panel.getByRole('button', { name: dialog, exact: true }).click();
    await this.dialog.waitFor();
  }

  /** "Pull of redis:7". */
  transfer(label: string): Locator {
    return this.panel.getByRole('group', { name: label, exact: true });
  }
}
