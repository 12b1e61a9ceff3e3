import { expect, type Locator, type Page, test } from '@playwright/test';

/** The start sets and their editor, found as a user finds them. */
export class StartSetsPage {
  readonly list: Locator;
  readonly dialog: Locator;
  readonly alert: Locator;
  /** Of the editor. */
  readonly members: Locator;
  readonly box: Locator;

  constructor(readonly page: Page) {
    this.list = page.getByRole('list', { name: 'Start sets', exact: true });
    this.dialog = page.getByRole('dialog');
    this.alert = page.getByRole('alertdialog');
    this.members = this.dialog.getByRole('list', { name: 'Members, in their order' });
    this.box = this.dialog.getByRole('combobox', { name: 'Add a project or a container' });
  }

  async open(): Promise<void> {
    await test.step('open the start sets', async () => {
      await this.page.evaluate(() => {
        history.pushState(null, '', '/compose-sets');
        dispatchEvent(new PopStateEvent('popstate'));
      });
      await this.page.getByRole('heading', { level: 1, name: 'Start sets' }).waitFor();
    });
  }

  async begin(name: string): Promise<void> {
    await this.page.getByRole('button', { name: 'New set…' }).first().click();
    await this.dialog.getByRole('textbox', { name: 'Name' }).fill(name);
  }

  /** As typed until `option` is the one that is proposed. */
  async add(typed: string, option: RegExp): Promise<void> {
    await test.step(`add ${typed}`, async () => {
      await this.box.fill(typed);
      await this.dialog.getByRole('option', { name: option }).click();
      await expect(this.box).toHaveValue('');
    });
  }

  /** In the editor, in their order. */
  order(): Promise<(string | null)[]> {
    return this.members
      .getByRole('listitem')
      .evaluateAll((items) => items.map((item) => item.getAttribute('aria-label')));
  }

  async save(): Promise<void> {
    await this.dialog.getByRole('button', { name: 'Save' }).click();
    await this.dialog.waitFor({ state: 'hidden' });
  }

  card(name: string): Locator {
    return this.list.getByRole('article', { name, exact: true });
  }

  /** A member's line on the card. */
  line(set: string, member: string): Locator {
    return this.card(set).getByRole('list', { name: 'Members' }).getByRole('listitem').filter({ hasText: member });
  }

  async press(what: 'Start' | 'Stop' | 'Cancel', name: string): Promise<void> {
    await this.card(name)
      .getByRole('button', { name: `${what} ${name}`, exact: true })
      .click();
  }

  /** `Edit` or `Delete`. */
  async ask(what: 'Edit' | 'Delete', name: string): Promise<void> {
    await this.card(name)
      .getByRole('button', { name: `${what} ${name}…`, exact: true })
      .click();
  }
}
