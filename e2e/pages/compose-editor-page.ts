import { type Locator, type Page, test } from '@playwright/test';
import { ComposePage } from './compose-page';

/** The editor of a project's compose files, found as a user finds it. */
export class ComposeEditorPage {
  readonly problems: Locator;
  readonly alert: Locator;
  readonly plan: Locator;

  constructor(readonly page: Page) {
    this.problems = page.getByRole('list', { name: 'Problems', exact: true });
    this.alert = page.getByRole('alertdialog');
    this.plan = page.getByRole('region', { name: 'Plan' });
  }

  /** Adds the folder as a project and opens its compose file. */
  async open(folder: string, project: string): Promise<void> {
    await test.step(`edit the compose file of ${folder}`, async () => {
      const projects = new ComposePage(this.page);
      await projects.open();
      await projects.add(folder, project);
      await projects.tab('Files');
      await this.page.getByRole('button', { name: 'Edit', exact: true }).first().click();
      await this.text('compose.yaml').waitFor();
    });
  }

  /** The text of a file. */
  text(name: string): Locator {
    return this.page.getByRole('textbox', { name: `Text of ${name}` });
  }

  get resolved(): Locator {
    return this.page.getByRole('textbox', { name: 'Resolved configuration' });
  }

  get state(): Locator {
    return this.page.getByRole('status').filter({ hasText: /^(Not saved yet|Saved|A new file)$/ });
  }

  problem(words: string | RegExp): Locator {
    return this.problems.getByRole('button').filter({ hasText: words });
  }

  async show(tab: 'File' | 'Resolved' | 'Variables' | 'Plan'): Promise<void> {
    await this.page.getByRole('tab', { name: tab, exact: true }).click();
  }

  /** What is offered while typing. */
  option(name: string): Locator {
    return this.page
      .getByRole('option', { name, exact: false })
      .filter({ hasText: new RegExp(`^${name}`) })
      .first();
  }

  variable(name: string): Locator {
    return this.page.getByRole('row', { name: new RegExp(`^${name} `) });
  }

  planGroup(name: string): Locator {
    return this.plan.getByRole('region', { name });
  }

  button(name: string | RegExp): Locator {
    return this.page.getByRole('button', { name });
  }

  /** Types over all of it; the cursor ends at the end. As a paste: nothing is completed or closed by itself. */
  async replaceAll(name: string, text: string): Promise<void> {
    await this.text(name).focus();
    await this.page.keyboard.press('ControlOrMeta+a');
    await this.page.keyboard.insertText(text);
  }

  /** The cursor to a line, from 1, at its end. */
  async toLine(name: string, line: number): Promise<void> {
    await this.text(name).focus();
    await this.page.keyboard.press('ControlOrMeta+Home');
    for (let at = 1; at < line; at++) await this.page.keyboard.press('ArrowDown');
    await this.page.keyboard.press('End');
  }
}
