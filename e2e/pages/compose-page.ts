import { expect, type Locator, type Page, test } from '@playwright/test';
import { ListPage } from './list-page';

/** The compose projects, the page of one, and the dialogs, found as a user finds them. */
export class ComposePage extends ListPage {
  readonly services: Locator;
  readonly runs: Locator;
  readonly strip: Locator;
  readonly command: Locator;
  readonly plan: Locator;
  readonly graph: Locator;
  /** Told once to those who cannot see it. */
  readonly end: Locator;

  constructor(page: Page) {
    super(page, { view: 'Compose', one: 'Project' });
    this.services = page.getByRole('grid', { name: 'Services' });
    this.runs = page.getByRole('grid', { name: 'Runs' });
    this.strip = page.getByRole('region', { name: 'Under way' });
    this.command = page.getByRole('dialog').or(page.getByRole('alertdialog')).getByRole('group', { name: 'Command' });
    this.plan = page.getByRole('dialog').getByRole('region', { name: 'Plan' });
    this.graph = page.getByRole('list', { name: 'Dependency graph' });
    this.end = page.getByRole('status', { name: 'How the last run ended' });
  }

  override row(name: string): Locator {
    const exact = name.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');
    return this.page
      .getByRole('grid', { name: 'Compose projects' })
      .getByRole('row', { name: new RegExp(`^${exact}(?![^,])`) });
  }

  /** Adds a folder by its path; resolves when its page is shown. */
  async add(folder: string, project: string): Promise<void> {
    await test.step(`add ${folder}`, async () => {
      await this.page.getByRole('button', { name: 'Add project' }).click();
      await this.page.getByRole('menuitem', { name: 'From a folder or file…' }).click();
      await this.dialog.getByRole('textbox', { name: 'Folder or compose file' }).fill(folder);
      await this.page.keyboard.press('Enter');
      await expect(this.dialog.getByRole('radio', { name: new RegExp(`^${project}\\b`) })).toBeChecked();
      await this.dialog.getByRole('button', { name: 'Add', exact: true }).click();
      await expect(this.details(project)).toBeVisible();
    });
  }

  /** A service's line on the page of its project. */
  service(name: string): Locator {
    return this.services.getByRole('row', { name: new RegExp(`^Service ${name},`) });
  }

  container(name: string): Locator {
    return this.services.getByRole('row', { name: new RegExp(`^Container ${name},`) });
  }

  node(name: string): Locator {
    return this.graph.getByRole('link', { name: new RegExp(`^${name} `) });
  }

  async tab(name: string): Promise<void> {
    await this.page.getByRole('tab', { name, exact: true }).click();
  }

  /** From the page of a project; the dialog stays open. */
  async askUp(): Promise<void> {
    await this.page.getByRole('button', { name: 'Up…', exact: true }).click();
    await expect(this.command).toContainText(' up ');
  }

  async confirm(name: string | RegExp): Promise<void> {
    await this.dialog.or(this.alert).getByRole('button', { name, exact: true }).click();
  }

  async ended(words: string): Promise<void> {
    await expect(this.end).toHaveText(words, { timeout: 60_000 });
  }
}
