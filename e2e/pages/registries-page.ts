import { type Locator, type Page, test } from '@playwright/test';

/** The registries, their logins, and what is in one. */
export class RegistriesPage {
  readonly grid: Locator;
  readonly dialog: Locator;
  readonly alert: Locator;

  constructor(readonly page: Page) {
    this.grid = page.getByRole('grid', { name: 'Registries' });
    this.dialog = page.getByRole('dialog');
    this.alert = page.getByRole('alertdialog');
  }

  async open(): Promise<void> {
    await test.step('open the registries', async () => {
      await this.page.getByRole('navigation', { name: 'Main' }).getByRole('link', { name: 'Registries' }).click();
      await this.row('Docker Hub').waitFor();
    });
  }

  row(name: string): Locator {
    return this.grid.getByRole('row', { name: `${name}, logged in:` });
  }

  async details(name: string): Promise<Locator> {
    return test.step(`open the details of ${name}`, async () => {
      await this.row(name).dblclick();
      const pane = this.pane(name);
      await pane.waitFor();
      return pane;
    });
  }

  pane(name: string): Locator {
    return this.page.getByRole('region', { name: `Registry ${name}` });
  }

  async add(name: string): Promise<void> {
    await test.step(`add ${name}`, async () => {
      await this.page.getByRole('button', { name: 'Add…' }).click();
      await this.dialog.getByLabel('Registry').fill(name);
      await this.dialog.getByLabel('Registry').press('Enter');
    });
  }

  async logIn(username: string, password: string, keep: string): Promise<void> {
    await test.step(`log in as ${username}`, async () => {
      await this.dialog.getByLabel('User name').fill(username);
      await this.dialog.getByLabel('Password or access token', { exact: true }).fill(password);
      await this.dialog.getByLabel(keep).check();
      await this.dialog.getByRole('button', { name: 'Log in' }).click();
    });
  }
}
