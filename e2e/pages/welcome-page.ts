import type { Locator, Page } from '@playwright/test';

/** The first run, and the tour that begins there. */
export class WelcomePage {
  readonly heading: Locator;
  readonly runFirst: Locator;
  readonly pageLink: Locator;
  readonly tour: Locator;

  constructor(private readonly page: Page) {
    this.heading = page.getByRole('heading', { name: 'Welcome to Slipway', level: 1 });
    this.runFirst = page.getByRole('button', { name: 'Run a first container' });
    this.pageLink = page.getByRole('link', { name: /^Open its page/ });
    this.tour = page.getByRole('dialog');
  }

  async startTour(): Promise<void> {
    await this.page.getByRole('button', { name: /^Take the tour/ }).click();
  }

  async nextStep(): Promise<void> {
    await this.tour.getByRole('button', { name: /^(Next|Done)$/ }).click();
  }
}
