import { type Locator, type Page, test } from '@playwright/test';

/** The form that makes a container, its fields found by their labels. */
export class CreatePage {
  readonly problems: Locator;
  readonly runText: Locator;

  constructor(readonly page: Page) {
    this.problems = page.getByRole('alert');
    this.runText = page.getByRole('region', { name: 'docker run text' });
  }

  async open(): Promise<void> {
    await test.step('open the form', async () => {
      await this.page.getByRole('button', { name: 'New container' }).click();
      await this.page.getByRole('heading', { level: 1, name: 'New container' }).waitFor();
    });
  }

  field(label: string): Locator {
    return this.page.getByLabel(label, { exact: true });
  }

  /** Adds a row and fills its cells, by the titles of their columns. */
  async addRow(one: string, number: number, cells: Readonly<Record<string, string>>): Promise<void> {
    await test.step(`add ${one} ${String(number)}`, async () => {
      await this.page.getByRole('button', { name: `Add ${one}`, exact: true }).click();
      for (const [column, value] of Object.entries(cells)) await this.cell(column, one, number).fill(value);
    });
  }

  cell(column: string, one: string, number: number): Locator {
    return this.field(`${column}, ${one} ${String(number)}`);
  }

  async paste(line: string): Promise<void> {
    await test.step('paste a docker run line', async () => {
      await this.page.getByRole('button', { name: 'Paste docker run…' }).click();
      const dialog = this.page.getByRole('dialog', { name: 'Paste a docker run line' });
      await dialog.getByRole('textbox').fill(line);
      await dialog.getByRole('button', { name: 'Fill the form' }).click();
      await dialog.waitFor({ state: 'hidden' });
    });
  }

  async submit(button: 'Create and start' | 'Create'): Promise<void> {
    await test.step(button, async () => {
      const name = button === 'Create' ? /^Create$/ : /^Create and start/;
      await this.page.getByRole('button', { name }).click();
    });
  }
}
