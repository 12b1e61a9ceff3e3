import fs from 'node:fs';
import path from 'node:path';
import type { Locator, Page } from '@playwright/test';
import { ListPage } from './list-page';

/** The list of volumes, its dialogs and the details of one. */
export class VolumesPage extends ListPage {
  readonly works: Locator;

  constructor(page: Page) {
    super(page, { view: 'Volumes', one: 'Volume' });
    this.works = page.getByRole('region', { name: 'Work on volumes' });
  }

  /** Drags files of these paths over the import's dialog and lets them go; a path that is no file's gives an empty one. */
  async dropFiles(...paths: readonly string[]): Promise<void> {
    const files = paths.map((file) => ({
      name: path.basename(file),
      base64: fs.existsSync(file) ? fs.readFileSync(file).toString('base64') : '',
    }));
    const dataTransfer = await this.page.evaluateHandle((dropped) => {
      const transfer = new DataTransfer();
      for (const { name, base64 } of dropped)
        transfer.items.add(new File([Uint8Array.from(atob(base64), (char) => char.charCodeAt(0))], name));
      return transfer;
    }, files);
    const target = this.dialog.getByRole('group', { name: 'Drop a tar here' });
    await target.dispatchEvent('dragover', { dataTransfer });
    await target.dispatchEvent('drop', { dataTransfer });
  }

  /** A work of this kind: "Clone of data". */
  work(label: string): Locator {
    return this.works.getByRole('group', { name: label, exact: true });
  }
}
