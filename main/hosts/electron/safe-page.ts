import type { Language } from '../../../texts/languages';
import type { Desktop } from '../../app';
import { APP_ORIGIN } from './app-url';

const PATH = '/safe';
/** What stands in the window when the page keeps failing: no scripts, no data of anybody. */
export const SAFE_PAGE = `${APP_ORIGIN}${PATH}`;
/** Nothing is loaded from there: the window takes a click on it for a wish (`window-crashes.ts`). */
const LOGS_PATH = `${PATH}/logs`;
const QUIT_PATH = `${PATH}/quit`;
export const SAFE_LOGS = `${APP_ORIGIN}${LOGS_PATH}`;
export const SAFE_QUIT = `${APP_ORIGIN}${QUIT_PATH}`;

const STYLE_PATH = `${PATH}/style.css`;
const STYLE = `
:root { color-scheme: light dark; }
body { font: 15px/1.5 system-ui, sans-serif; max-width: 34em; margin: 15vh auto 0; padding: 0 1.5em;
  background: #f4f6f7; color: #1b2327; }
h1 { font-size: 1.35em; line-height: 1.3; }
nav { display: flex; flex-wrap: wrap; gap: 0.75em; margin-top: 1.75em; }
a { padding: 0.45em 1em; border: 1px solid #5d6c74; border-radius: 6px; color: inherit; text-decoration: none; }
a:first-child { background: #0b6b83; border-color: #0b6b83; color: #ffffff; }
a:hover { text-decoration: underline; }
a:focus-visible { outline: 3px solid #0b6b83; outline-offset: 2px; }
@media (prefers-color-scheme: dark) {
  body { background: #12171a; color: #e3e9ec; }
  a { border-color: #8b9aa2; }
  a:focus-visible { outline-color: #5fc3dc; }
}
`;

const ESCAPES: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' };
const html = (text: string): string => text.replace(/[&<>"]/g, (sign) => ESCAPES[sign] ?? sign);

const page = (t: Desktop['t'], language: Language): string => `<!doctype html>
<html lang="${language}">
<head><meta charset="utf-8"><title>Slipway</title><link rel="stylesheet" href="${STYLE_PATH}"></head>
<body>
<main>
<h1>${html(t('The Slipway window keeps failing'))}</h1>
<p>${html(t('It was loaded again three times within a minute. Your containers and Slipway’s engine are not affected.'))}</p>
<p>${html(t('What happened is in Slipway’s logs.'))}</p>
<nav aria-label="${html(t('What to do'))}">
<a href="/">${html(t('Load it again'))}</a>
<a href="${LOGS_PATH}">${html(t('Show Slipway’s logs'))}</a>
<a href="${QUIT_PATH}">${html(t('Quit Slipway'))}</a>
</nav>
</main>
</body>
</html>
`;

/** The safe page and its style; null: the address is of neither. */
export function safePageFile(
  pathname: string,
  t: Desktop['t'],
  language: Language,
): { readonly contentType: string; readonly text: string } | null {
  if (pathname === PATH) return { contentType: 'text/html; charset=utf-8', text: page(t, language) };
  return pathname === STYLE_PATH ? { contentType: 'text/css; charset=utf-8', text: STYLE } : null;
}
