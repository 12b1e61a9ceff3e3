import { type Locator, type Page, test } from '@playwright/test';

/** The list, its filter, its dialogs and the details pane, found as a user finds them. */
export class ContainersPage {
  readonly grid: Locator;
  readonly filter: Locator;
  readonly alert: Locator;

  constructor(readonly page: Page) {
    this.grid = page.getByRole('grid', { name: 'Containers' });
    this.filter = page.getByRole('searchbox', { name: 'Filter containers' });
    this.alert = page.getByRole('alertdialog');
  }

  /** A row's accessible name starts with the container's name. */
  row(name: string): Locator {
    const exact = name.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');
    return this.grid.getByRole('row', { name: new RegExp(`^${exact}(?![\\w.-])`) });
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

  async contextMenu(name: string, item: string): Promise<void> {
    await test.step(`${item} from the menu of ${name}`, async () => {
      await this.row(name).click({ button: 'right' });
      await this.page.getByRole('menuitem', { name: item, exact: true }).click();
    });
  }

  async openDetails(name: string): Promise<Locator> {
    return test.step(`open ${name}`, async () => {
      await this.row(name).getByRole('link', { name, exact: true }).click();
      return this.details(name);
    });
  }

  /** Opens its details and what the engine knows of it. */
  async inspect(name: string): Promise<Locator> {
    const details = await this.openDetails(name);
    await details.getByRole('tab', { name: 'Inspect', exact: true }).click();
    return details;
  }

  details(name: string): Locator {
    return this.page.getByRole('region', { name: `Container ${name}` });
  }
}
