import { expect, type Locator, type Page, test } from '@playwright/test';

/** The builds, the form, one build's details and the editor, found as a user finds them. */
export class BuildsPage {
  readonly grid: Locator;
  readonly steps: Locator;
  readonly context: Locator;
  readonly command: Locator;
  readonly alert: Locator;
  readonly problems: Locator;

  constructor(readonly page: Page) {
    this.grid = page.getByRole('grid', { name: 'Builds' });
    this.steps = page.getByRole('listbox', { name: 'Steps' });
    this.context = page.getByRole('region', { name: 'Context' });
    this.command = page.getByRole('group', { name: 'Command' });
    this.alert = page.getByRole('alertdialog');
    this.problems = page.getByRole('list', { name: 'Problems' });
  }

  async open(): Promise<void> {
    await test.step('open the builds', async () => {
      await this.page.getByRole('navigation', { name: 'Main' }).getByRole('link', { name: 'Builds' }).click();
      await this.page.getByRole('heading', { level: 1, name: 'Builds' }).waitFor();
    });
  }

  field(name: string): Locator {
    return this.page.getByRole('textbox', { name });
  }

  /** Fills the form for a folder; resolves when its context is known. */
  async fill(folder: string, tag: string): Promise<void> {
    await test.step(`a build of ${folder}`, async () => {
      await this.open();
      await this.page.getByRole('button', { name: 'New build' }).first().click();
      await this.field('Folder').fill(folder);
      await this.field('Folder').press('Tab');
      await expect(this.context).toContainText('ignored');
      await this.field('Tag 1').fill(tag);
    });
  }

  async begin(): Promise<void> {
    await this.page.getByRole('button', { name: /^Build\b/ }).click();
  }

  details(tag: string): Locator {
    return this.page.getByRole('region', { name: `Build ${tag}` });
  }

  /** Of those with this tag, in the list's order: the newest is the first. */
  rows(tag: string): Locator {
    const exact = tag.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');
    return this.grid.getByRole('row', { name: new RegExp(`^${exact}, `) });
  }

  /** Told once to those who cannot see it. */
  get end(): Locator {
    return this.page.getByRole('status', { name: 'How the build ended' });
  }

  get saved(): Locator {
    return this.page.getByRole('status').filter({ hasText: /^Saved$/ });
  }

  /** The text of the file that is edited. */
  editor(name: string): Locator {
    return this.page.getByRole('textbox', { name: `Text of ${name}` });
  }

  async tab(name: string): Promise<void> {
    await this.page.getByRole('tab', { name, exact: true }).click();
  }
}
