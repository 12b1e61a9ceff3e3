import { type Locator, type Page, expect, test } from '@playwright/test';

/** The terminals of one container. Its lines are read as screen readers do, which the settings have to turn on. */
export class TerminalPage {
  readonly tabs: Locator;
  readonly alert: Locator;
  readonly find: Locator;

  constructor(readonly page: Page) {
    this.tabs = page.getByRole('tablist', { name: 'Terminals' }).getByRole('tab');
    this.alert = page.getByRole('alertdialog');
    this.find = page.getByRole('searchbox', { name: 'Find in the terminal' });
  }

  /** From the details of a container. */
  async show(details: Locator): Promise<void> {
    await test.step('show the terminals', async () => {
      await details.getByRole('tab', { name: 'Terminal', exact: true }).click();
    });
  }

  async openShell(): Promise<void> {
    await test.step('open a shell', async () => {
      await this.button('Open the shell').click();
      await expect(this.pane()).toBeVisible();
      await this.says(/[#$] $/m);
    });
  }

  button(name: string | RegExp): Locator {
    return this.page.getByRole('button', { name });
  }

  choice(name: string): Locator {
    return this.page.getByRole('radio', { name });
  }

  /** Counted from 1, where there are several. */
  pane(number?: number): Locator {
    const name = number === undefined ? 'Terminal' : `Terminal, pane ${String(number)}`;
    return this.page.getByRole('region', { name, exact: true });
  }

  /** Where the keys go. */
  input(pane = this.pane()): Locator {
    return pane.getByRole('textbox', { name: /^Terminal/ });
  }

  line(text: string | RegExp, pane = this.pane()): Locator {
    return pane.getByRole('listitem').filter({ hasText: text });
  }

  /** The screen's lines, without blanks at their ends. */
  async text(pane = this.pane()): Promise<string> {
    const lines = await pane.getByRole('listitem').allTextContents();
    return lines.map((line) => line.replaceAll('\u00a0', ' ').replace(/\s+$/, (end) => end.slice(0, 1))).join('\n');
  }

  async says(pattern: RegExp, pane = this.pane()): Promise<void> {
    // Often enough for the figures that are taken with it.
    await expect.poll(() => this.text(pane), { intervals: [50] }).toMatch(pattern);
  }

  async type(text: string, pane = this.pane()): Promise<void> {
    await test.step(`type ${text}`, async () => {
      await this.input(pane).focus();
      await this.page.keyboard.type(text);
    });
  }

  /** Runs a command. */
  async run(command: string, pane = this.pane()): Promise<void> {
    await this.type(command, pane);
    await this.page.keyboard.press('Enter');
  }

  async clipboard(text: string): Promise<void> {
    await this.page.evaluate((value) => navigator.clipboard.writeText(value), text);
  }

  clipboardText(): Promise<string> {
    return this.page.evaluate(() => navigator.clipboard.readText());
  }
}
