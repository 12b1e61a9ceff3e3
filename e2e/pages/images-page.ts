import type { Locator, Page } from '@playwright/test';
import { ListPage } from './list-page';

/** The list of images, its dialogs and the details of one. */
export class ImagesPage extends ListPage {
  readonly works: Locator;
  readonly removal: Locator;
  readonly selection: Locator;

  constructor(page: Page) {
    super(page, { view: 'Images', one: 'Image' });
    this.works = page.getByRole('region', { name: 'Work on images' });
    this.removal = page.getByRole('region', { name: 'Removal' });
    this.selection = page.getByRole('toolbar', { name: 'Selected images' });
  }

  /** The line of a repository that has several images. */
  group(repository: string): Locator {
    return this.row(`Repository ${repository}`);
  }

  /** Chooses files of saved images. */
  async load(...files: string[]): Promise<void> {
    const chooser = this.page.waitForEvent('filechooser');
    await this.page.getByRole('button', { name: 'Load', exact: true }).click();
    await (await chooser).setFiles(files);
  }

  /** A work of this kind: "Save of app.tar". */
  work(label: string): Locator {
    return this.works.getByRole('group', { name: label, exact: true });
  }
}
