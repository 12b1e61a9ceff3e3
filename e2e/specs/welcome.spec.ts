import { seriousFindings } from '../axe';
import { expect, test } from '../fixtures';
import { WelcomePage } from '../pages/welcome-page';

const IMAGE = 'slipway/busybox:1';

test.describe('the first run', () => {
  test.use({ firstRun: true });

  test('from nothing to a page out of a container, a tour that can be left, and never again', async ({
    page,
    engine,
    containers,
    tidied: _tidied,
  }) => {
    const welcome = new WelcomePage(page);
    await expect(welcome.heading).toBeVisible();
    expect(await seriousFindings(page)).toEqual([]);
    await welcome.runFirst.click();
    await expect(page.getByText('It runs.')).toBeVisible({ timeout: 20_000 });
    await expect(welcome.pageLink).toHaveAttribute('href', /^http:\/\/localhost:\d+\/$/);
    // The engine of a test has a network of its own, in which its page is asked for.
    const seen = ['run', '--rm', '--network', 'container:welcome', IMAGE, 'wget', '-qO-', 'http://127.0.0.1:8080/'];
    expect(await engine.docker(...seen)).toContain('<h1>Welcome to Slipway</h1>');
    await welcome.startTour();
    await expect(welcome.tour).toBeFocused();
    await expect(welcome.tour).toContainText('1 of 6');
    await welcome.nextStep();
    await expect(welcome.tour).toContainText('2 of 6');
    await page.keyboard.press('Escape');
    await expect(welcome.tour).toBeHidden();
    await expect(containers.row('welcome')).toBeVisible();
    await page.reload();
    await expect(containers.row('welcome')).toBeVisible();
    await expect(page.getByRole('note').filter({ hasText: 'Welcome to Slipway' })).toBeHidden();
  });

  test.describe('of somebody who has containers', () => {
    // Before Slipway starts.
    test.beforeEach(async ({ run }) => {
      await run('mine');
    });

    test('is a card beside them', async ({ page, containers }) => {
      await expect(containers.row('mine')).toBeVisible();
      const card = page.getByRole('note').filter({ hasText: 'Welcome to Slipway' });
      await card.getByRole('button', { name: 'Dismiss' }).click();
      await expect(card).toBeHidden();
    });
  });
});
