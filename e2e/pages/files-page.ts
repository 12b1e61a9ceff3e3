import { type Locator, type Page, test } from '@playwright/test';

/** The Files tab of a container's details, found as a user finds it. */
export class FilesPage {
  readonly tree: Locator;
  readonly path: Locator;
  readonly transfers: Locator;
  readonly alert: Locator;

  constructor(readonly page: Page) {
    this.tree = page.getByRole('treegrid', { name: 'Files' });
    this.path = page.getByRole('textbox', { name: 'Path' });
    this.transfers = page.getByRole('region', { name: 'Transfers' });
    this.alert = page.getByRole('alertdialog');
  }

  async open(): Promise<void> {
    await test.step('open the files', async () => {
      await this.page.getByRole('tab', { name: 'Files', exact: true }).click();
    });
  }

  /** A row's accessible name starts with the file's name. */
  row(name: string): Locator {
    const exact = name.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');
    return this.tree.getByRole('row', { name: new RegExp(`^${exact}, `) });
  }

  async go(path: string): Promise<void> {
    await test.step(`go to ${path}`, async () => {
      await this.path.fill(path);
      await this.path.press('Enter');
    });
  }

  async menu(name: string, item: string): Promise<void> {
    await test.step(`${item} from the menu of ${name}`, async () => {
      await this.row(name).click({ button: 'right' });
      await this.page.getByRole('menuitem', { name: item, exact: true }).click();
    });
  }

  /** The text of the file that is shown. */
  get editor(): Locator {
    return this.page.getByRole('textbox', { name: /^Text of / });
  }

  get changes(): Locator {
    return this.page.getByRole('listbox', { name: 'Changed files' });
  }

  async showChanges(): Promise<void> {
    await this.page.getByRole('button', { name: 'Changed since the image' }).click();
  }

  /** Drops files on a row, as a file manager would. */
  async drop(name: string, files: Readonly<Record<string, string>>): Promise<void> {
    await test.step(`drop ${Object.keys(files).join(', ')} on ${name}`, async () => {
      const data = await this.page.evaluateHandle((contents) => {
        const transfer = new DataTransfer();
        for (const [name, text] of Object.entries(contents)) transfer.items.add(new File([text], name));
        return transfer;
      }, files);
      await this.row(name).dispatchEvent('dragover', { dataTransfer: data });
      await this.row(name).dispatchEvent('drop', { dataTransfer: data });
    });
  }
}
