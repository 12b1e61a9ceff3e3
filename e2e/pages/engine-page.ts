import type { Locator, Page } from '@playwright/test';

export class EnginePage {
  constructor(readonly page: Page) {}

  /** One engine that may be there, by its name. */
  candidate(name: string | RegExp): Locator {
    return this.page.getByRole('row', { name });
  }
}
