import { type Locator, type Page, test } from '@playwright/test';

/** What is in an image: layers, packages, comparison. */
export class LayersPage {
  readonly layers: Locator;
  readonly files: Locator;
  readonly packages: Locator;
  readonly differences: Locator;

  constructor(readonly page: Page) {
    this.layers = page.getByRole('listbox', { name: 'Layers' });
    this.files = page.getByRole('treegrid', { name: 'Files' });
    this.packages = page.getByRole('grid', { name: 'Packages' });
    this.differences = page.getByRole('grid', { name: 'Files that differ' });
  }

  /** @param id The engine's own, whole. */
  async open(id: string): Promise<void> {
    await test.step('open an image', async () => {
      await this.page.getByRole('navigation', { name: 'Main' }).waitFor();
      await this.page.evaluate(
        (path) => {
          history.pushState(null, '', path);
          dispatchEvent(new PopStateEvent('popstate'));
        },
        `/images/${encodeURIComponent(id)}/layers`,
      );
      await this.layers.waitFor();
    });
  }

  async tab(name: 'Layers' | 'Packages' | 'Compare'): Promise<void> {
    await this.page.getByRole('tab', { name }).click();
  }

  layer(name: string | RegExp): Locator {
    return this.layers.getByRole('option', { name });
  }

  file(name: string | RegExp): Locator {
    return this.files.getByRole('row', { name });
  }
}
