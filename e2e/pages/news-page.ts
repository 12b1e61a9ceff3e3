import { type Locator, type Page, test } from '@playwright/test';

/** The tasks centre and the notification centre, found as a user finds them. */
export class NewsPage {
  readonly tasksButton: Locator;
  readonly tasks: Locator;
  readonly noticesButton: Locator;
  readonly notices: Locator;

  constructor(readonly page: Page) {
    this.tasksButton = page.getByRole('button', { name: /^Tasks/ });
    this.tasks = page.getByRole('region', { name: 'Tasks', exact: true });
    this.noticesButton = page.getByRole('button', { name: /^Notifications/ });
    this.notices = page.getByRole('region', { name: 'Notifications', exact: true });
  }

  async openTasks(): Promise<void> {
    await test.step('open the tasks', async () => {
      if (!(await this.tasks.isVisible())) await this.tasksButton.click();
      await this.tasks.waitFor();
    });
  }

  async openNotices(): Promise<void> {
    await test.step('open the notifications', async () => {
      if (!(await this.notices.isVisible())) await this.noticesButton.click();
      await this.notices.waitFor();
    });
  }

  /** "Stop 3 containers". */
  task(title: string): Locator {
    return this.tasks.getByRole('group', { name: title, exact: true });
  }

  /** "web ended by itself". */
  notice(title: string): Locator {
    return this.notices.getByRole('group', { name: title, exact: true });
  }
}
