import { type Locator, type Page, test } from '@playwright/test';

/** The processes of one container. */
export class ProcessesPage {
  readonly list: Locator;
  readonly filter: Locator;
  readonly dialog: Locator;

  constructor(readonly page: Page) {
    this.list = page.getByRole('treegrid', { name: 'Processes' }).or(page.getByRole('grid', { name: 'Processes' }));
    this.filter = page.getByRole('searchbox', { name: 'Filter processes' });
    this.dialog = page.getByRole('alertdialog', { name: 'Send a signal?' });
  }

  async show(details: Locator): Promise<Locator> {
    return test.step('show the processes', async () => {
      await details.getByRole('tab', { name: 'Processes' }).click();
      return this.page.getByRole('tabpanel', { name: 'Processes' });
    });
  }

  /** Rows whose command is that. */
  rows(command: string): Locator {
    return this.list.getByRole('row').filter({ has: this.page.getByText(command, { exact: true }) });
  }

  /** The commands from top to bottom. */
  commands(): Promise<string[]> {
    return this.list
      .locator('[role=row][aria-rowindex] [role=gridcell]:first-child bdi')
      .evaluateAll((cells) => cells.map((cell) => cell.textContent));
  }

  async signal(row: Locator): Promise<void> {
    await test.step('ask to send a signal', async () => {
      await row.getByRole('button', { name: /Send a signal/ }).click();
    });
  }
}
