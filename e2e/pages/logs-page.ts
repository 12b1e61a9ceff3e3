import { type Download, type Locator, type Page, test } from '@playwright/test';

/** The lines of a log and all around them, in a container's details or on a page of their own. */
export class LogsPage {
  readonly view: Locator;
  readonly lines: Locator;
  readonly findBox: Locator;
  readonly filterBox: Locator;
  readonly newLines: Locator;

  constructor(readonly page: Page) {
    this.view = page.getByRole('group', { name: 'Logs', exact: true });
    this.lines = this.view.getByRole('grid', { name: 'Log lines' });
    this.findBox = this.view.getByRole('searchbox', { name: 'Find in the lines' });
    this.filterBox = this.view.getByRole('searchbox', { name: 'Filter lines' });
    this.newLines = this.view.getByRole('button', { name: /new lines?, jump to the end/ });
  }

  /** By its text, all of it. */
  line(text: string | RegExp): Locator {
    return this.lines.getByRole('row').filter({ has: this.page.getByText(text, { exact: typeof text === 'string' }) });
  }

  tool(name: string): Locator {
    return this.view.getByRole('button', { name, exact: true });
  }

  async press(key: string): Promise<void> {
    await test.step(`press ${key} in the lines`, async () => {
      await this.lines.focus();
      await this.page.keyboard.press(key);
    });
  }

  async find(text: string): Promise<void> {
    await test.step(`find ${text}`, async () => {
      await this.page.keyboard.press('ControlOrMeta+f');
      await this.findBox.fill(text);
    });
  }

  async filter(text: string): Promise<void> {
    await test.step(`filter by ${text}`, async () => {
      if (!(await this.filterBox.isVisible())) await this.tool('Filter').click();
      await this.filterBox.fill(text);
    });
  }

  async wheel(px: number): Promise<void> {
    await this.lines.hover();
    await this.page.mouse.wheel(0, px);
  }

  async export(item: string): Promise<Download> {
    return test.step(`export: ${item}`, async () => {
      await this.tool('Export').click();
      const download = this.page.waitForEvent('download');
      await this.page.getByRole('menuitem', { name: item, exact: true }).click();
      return download;
    });
  }

  async fromMore(item: string): Promise<void> {
    await this.tool('More').click();
    await this.page.getByRole('menuitem', { name: item }).click();
  }
}
