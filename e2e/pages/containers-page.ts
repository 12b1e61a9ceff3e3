import { type Locator, type Page, test } from '@playwright/test';
import { ListPage } from './list-page';

/** The list of containers, its filter, its dialogs and the details pane. */
export class ContainersPage extends ListPage {
  constructor(page: Page) {
    super(page, { view: 'Containers', one: 'Container' });
  }

  /** The rows of containers (neither the header nor a project's row). */
  get rows(): Locator {
    return this.grid.getByRole('row', { name: /^[\w.-]+, / });
  }

  /** Names from top to bottom. */
  order(): Promise<string[]> {
    return this.rows.evaluateAll((rows) => rows.map((row) => row.getAttribute('aria-label')?.split(', ')[0] ?? ''));
  }

  async select(...names: string[]): Promise<void> {
    await test.step(`select ${names.join(', ')}`, async () => {
      for (const name of names) await this.row(name).getByRole('checkbox').check();
    });
  }

  /** Opens its details and what the engine knows of it. */
  async inspect(name: string): Promise<Locator> {
    const details = await this.openDetails(name);
    await details.getByRole('tab', { name: 'Inspect', exact: true }).click();
    return details;
  }
}
