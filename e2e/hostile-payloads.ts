import type { Page } from '@playwright/test';

// Each would leave a mark (a global, a dialog, a request, a changed title) if anything but text came of it.
const MARK = 'globalThis.slipwayHit=1';

export const PAYLOADS = [
  `<img src=x onerror="${MARK}">`,
  `<script>${MARK}</script>`,
  `"><svg onload=${MARK}>`,
  `javascript:${MARK}`,
  `<a href="javascript:${MARK}">click</a>`,
  `<iframe srcdoc="<script>parent.${MARK}</script>"></iframe>`,
  `{{constructor.constructor('${MARK}')()}}`,
  `\${${MARK}}`,
  `<style>*{display:none}</style>`,
  `<base href="http://evil.test/">`,
  `<meta http-equiv="refresh" content="0;url=http://evil.test/">`,
  `<form action="http://evil.test"><button autofocus>x</button></form>`,
  '\u001b]52;c;aGl0\u0007',
  '\u001b]0;owned\u0007\u001b[2J\u001b[31mred',
  '\u202Eexe.gnp\u202C',
  '\u2066\u2069\u200F\u061C',
  'line one\nline two\r\nline three',
  '\u0000\u0007\u0008',
  '%00%0a<x>',
  '🏗️漢字\uD83D',
] as const;

/** What no text of an engine may become. */
const ALIVE =
  'img, script, iframe, base, meta, form[action], style, a[href^="javascript" i], a[href^="http"], [onload], [onerror]';
/** Escapes and direction controls are shown by name, never as themselves. */
const CONTROLS = /[\u0007\u0008\u001b\u202A-\u202E\u2066-\u2069]/;

/** Everything by which a payload could have shown that it is more than text. */
export function watchForHits(page: Page): () => Promise<readonly string[]> {
  const hits: string[] = [];
  page.on('dialog', (dialog) => {
    hits.push(`dialog: ${dialog.message()}`);
    void dialog.dismiss();
  });
  page.on('request', (request) => {
    if (new URL(request.url()).origin !== new URL(page.url()).origin) hits.push(`request: ${request.url()}`);
  });
  page.on('popup', (popup) => hits.push(`popup: ${popup.url()}`));
  return async () => {
    const found = await page.evaluate(
      (alive) => ({
        hit: 'slipwayHit' in globalThis,
        elements: [...document.body.querySelectorAll(alive)].map((element) => element.outerHTML.slice(0, 200)),
        text: document.body.innerText,
        title: document.title,
      }),
      ALIVE,
    );
    return [
      ...hits,
      ...found.elements,
      ...(found.hit ? ['a script of theirs ran'] : []),
      ...(found.title.includes('owned') ? [`title: ${found.title}`] : []),
      ...(CONTROLS.test(found.text) ? ['a control character is on the page'] : []),
    ];
  };
}
