import { EventEmitter } from 'node:events';
import { expect, test, vi } from 'vitest';
import { guardNavigation } from './navigation';
import { urlCases } from './testing/hostile-urls';

type OpenHandler = (details: { url: string }) => { action: string };

/** The part of WebContents that navigation is guarded through. */
function guarded(openExternal: (url: string) => Promise<void>) {
  let openHandler: OpenHandler | undefined;
  const contents = Object.assign(new EventEmitter(), {
    setWindowOpenHandler: (handler: OpenHandler) => {
      openHandler = handler;
    },
  });
  guardNavigation(contents as never, openExternal);
  return {
    prevented: (event: string, url: string): boolean => {
      const preventDefault = vi.fn();
      expect(contents.emit(event, { url, preventDefault })).toBe(true);
      return preventDefault.mock.calls.length > 0;
    },
    open: (url: string) => openHandler?.({ url }),
  };
}

const EVENTS = ['will-navigate', 'will-redirect', 'will-frame-navigate'];
const neverCalled = (): Promise<void> => Promise.reject(new Error('opened'));
const settled = (): Promise<void> => new Promise((resolve) => setImmediate(() => setImmediate(resolve)));

test('there are enough URLs to speak of', () => expect(urlCases.length).toBeGreaterThanOrEqual(60));

test.each(urlCases)('the page stays where it is: $url', ({ url }) => {
  const { prevented } = guarded(neverCalled);
  for (const event of EVENTS) expect(prevented(event, url), event).toBe(true);
});

test.each(urlCases)('a new window is denied, and opens outside only if it may: $url', async ({ url, opens }) => {
  const opened: string[] = [];
  const { open } = guarded(async (external) => void opened.push(external));
  expect(open(url)).toEqual({ action: 'deny' });
  expect(opened, 'not before the handler answered').toEqual([]);
  await settled();
  expect(opened).toEqual(opens === null ? [] : [opens]);
});

test.each(['slipway://app/', 'slipway://app/containers/abc?tab=env#top', 'slipway://app'])(
  'the page moves within itself: %s',
  (url) => {
    const { prevented } = guarded(neverCalled);
    for (const event of EVENTS) expect(prevented(event, url), event).toBe(false);
  },
);

test('a new window on the page itself is denied too', async () => {
  const openExternal = vi.fn(async () => undefined);
  const { open } = guarded(openExternal);
  expect(open('slipway://app/')).toEqual({ action: 'deny' });
  await settled();
  expect(openExternal).not.toHaveBeenCalled();
});

test('a browser that cannot be opened is not the end', async () => {
  const { open } = guarded(neverCalled);
  open('https://example.test/');
  await settled();
});

test('no webview is attached', () => {
  expect(guarded(neverCalled).prevented('will-attach-webview', '')).toBe(true);
});
