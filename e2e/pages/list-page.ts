import { type Locator, type Page, test } from '@playwright/test';

interface Names {
  /** Of the view, its link and its grid: "Images". */
  readonly view: string;
  /** Of one of them: "Image". */
  readonly one: string;
}

/** A view that is a list: its rows, their menus, its dialogs and the details of one, found as a user finds them. */
export class ListPage {
  readonly grid: Locator;
  readonly filter: Locator;
  readonly dialog: Locator;
  readonly alert: Locator;

  constructor(
    readonly page: Page,
    private readonly names: Names,
  ) {
    this.grid = page.getByRole('grid', { name: names.view });
    this.filter = page.getByRole('searchbox', { name: `Filter ${names.view.toLowerCase()}` });
    this.dialog = page.getByRole('dialog');
    this.alert = page.getByRole('alertdialog');
  }

  async open(): Promise<void> {
    const { view } = this.names;
    await test.step(`open the ${view.toLowerCase()}`, async () => {
      await this.page.getByRole('navigation', { name: 'Main' }).getByRole('link', { name: view }).click();
      await this.page.getByRole('heading', { level: 1, name: view }).waitFor();
    });
  }

  /** A row's accessible name starts with what it is called. */
  row(name: string): Locator {
    const exact = name.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');
    return this.grid.getByRole('row', { name: new RegExp(`^${exact}(?![^,])`) });
  }

  async contextMenu(name: string, item: string): Promise<void> {
    await test.step(`${item} from the menu of ${name}`, async () => {
      await this.row(name).click({ button: 'right' });
      await this.page.getByRole('menuitem', { name: item, exact: true }).click();
    });
  }

  /** Of the menu of the whole view. */
  async more(item: string): Promise<void> {
    await this.page.getByRole('button', { name: 'More', exact: true }).click();
    await this.page.getByRole('menuitem', { name: item, exact: true }).click();
  }

  async openDetails(name: string): Promise<Locator> {
    return test.step(`open ${name}`, async () => {
      await this.row(name).getByRole('link').first().click();
      return this.details(name);
    });
  }

  details(name: string): Locator {
    return this.page.getByRole('region', { name: `${this.names.one} ${name}` });
  }
}
