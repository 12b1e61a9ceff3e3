import { type Locator, type Page, test } from '@playwright/test';

/** Why a container stopped, and its health: the line over its tabs, and the two tabs. */
export class StopsPage {
  /** The line over the tabs. */
  readonly card: Locator;
  readonly advice: Locator;
  readonly timeline: Locator;

  constructor(readonly page: Page) {
    this.card = page.getByRole('complementary', { name: 'Why it stopped' });
    this.advice = this.section('What to try next');
    this.timeline = this.section('Timeline');
  }

  section(title: string | RegExp): Locator {
    return this.page.getByRole('region', { name: title });
  }

  async openWhole(): Promise<Locator> {
    return test.step('open the whole of why it stopped', async () => {
      await this.card.getByRole('link', { name: 'Why?' }).click();
      return this.page.getByRole('tabpanel', { name: 'Why it stopped' });
    });
  }

  async openHealth(details: Locator): Promise<Locator> {
    return test.step('open its health', async () => {
      await details.getByRole('tab', { name: 'Health' }).click();
      return this.page.getByRole('tabpanel', { name: 'Health' });
    });
  }
}
