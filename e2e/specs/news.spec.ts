import { seriousFindings } from '../axe';
import { expect, test } from '../fixtures';
import { NewsPage } from '../pages/news-page';

/** It ends by SIGKILL only, after a stop's grace. */
const STUBBORN = [
  '--stop-signal',
  'SIGTERM',
  '--stop-timeout',
  '2',
  '--',
  'sh',
  '-c',
  "trap '' TERM; while :; do sleep 0.2; done",
];

test('a stop of many goes on over a reload, and a container that dies is told', async ({
  containers,
  engine,
  page,
  run,
}) => {
  const news = new NewsPage(page);
  const names = Array.from({ length: 7 }, (_, at) => `web-${String(at)}`);
  await Promise.all(names.map((name) => run(name, ...STUBBORN)));

  await test.step('what was begun goes on without the page', async () => {
    await containers.select(...names);
    await page
      .getByRole('toolbar', { name: /selected/i })
      .getByRole('button', { name: 'Stop' })
      .click();
    await expect(news.tasksButton).toHaveAccessibleName(/^Tasks\s*1\s*running/);
    await page.reload();
    await news.openTasks();
    const task = news.task('Stop 7 containers');
    await expect(task).toContainText(/^Stop 7 containersDone, .*took .*7 done/);
    expect(await engine.docker('ps', '-q')).toBe('');
    expect(await seriousFindings(page, 'section[aria-label="Tasks"]')).toEqual([]);
    await task.getByRole('button', { name: 'Dismiss Stop 7 containers' }).click();
    await expect(news.tasks).toContainText('Nothing is under way');
    await page.keyboard.press('Escape');
    await expect(news.tasksButton).toBeFocused();
  });

  await test.step('so is a stop of one that takes longer than a moment', async () => {
    await run('slow', ...STUBBORN);
    await containers.row('slow').getByRole('button', { name: 'Stop' }).click();
    await news.openTasks();
    const task = news.task('Stop slow');
    await expect(task).toContainText(/^Stop slowDone, .*took/);
    await task.getByRole('button', { name: 'Dismiss Stop slow' }).click();
    await page.keyboard.press('Escape');
  });

  await test.step('nobody stopped this one: a toast, and the centre', async () => {
    await run('batch', '--', 'sh', '-c', 'exit 3');
    const toast = page.getByText('batch ended by itself');
    await expect(toast).toBeVisible();
    await expect(news.noticesButton).toHaveAccessibleName(/^Notifications\s*1\s*unread$/);
    await news.openNotices();
    const notice = news.notice('batch ended by itself');
    await expect(notice).toContainText('With exit code 3.');
    expect(await seriousFindings(page, 'section[aria-label="Notifications"]')).toEqual([]);
    await notice.getByRole('button', { name: 'Show batch ended by itself' }).click();
    await expect(news.noticesButton).toHaveAccessibleName('Notifications');
    await expect(page.getByRole('tab', { name: 'Why it stopped' })).toHaveAttribute('aria-selected', 'true');
  });

  await test.step('who is not to be disturbed is not', async () => {
    await news.openNotices();
    await news.notices.getByRole('button', { name: 'For 1 hour' }).click();
    await expect(news.notices).toContainText(/Do not disturb is on until/);
    await page.keyboard.press('Escape');
    await run('night', '--', 'sh', '-c', 'exit 4');
    await expect(news.noticesButton).toHaveAccessibleName(/^Notifications, do not disturb is on\s*1\s*unread$/);
    await expect(page.getByText('night ended by itself')).toBeHidden();
    await news.openNotices();
    await expect(news.notice('night ended by itself')).toContainText('With exit code 4.');
  });
});
