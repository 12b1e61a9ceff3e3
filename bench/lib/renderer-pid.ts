import type { Page } from '@playwright/test';

/** Of the process that renders the page; its browser has no other page. */
export async function rendererPid(page: Page): Promise<number> {
  const browser = page.context().browser();
  if (browser === null) throw new Error('the page is of no browser');
  const session = await browser.newBrowserCDPSession();
  try {
    const { processInfo } = await session.send('SystemInfo.getProcessInfo');
    const renderers = processInfo.filter(({ type }) => type === 'renderer');
    // A spare one, which the browser keeps ready, has done nothing yet.
    const busiest = renderers.reduce((best, one) => (one.cpuTime > best.cpuTime ? one : best), {
      ...{ type: '', id: 0, cpuTime: -1 },
    });
    if (busiest.id === 0) throw new Error('the browser tells of no renderer');
    return busiest.id;
  } finally {
    await session.detach();
  }
}
