/** The page's own scheme: no file://, whose pages may read what they should not. */
export const APP_SCHEME = 'slipway';
const APP_HOST = 'app';
/** What a frame of the page reports as its origin: the scheme is registered as standard. */
export const APP_ORIGIN = `${APP_SCHEME}://${APP_HOST}`;

/** Whether a URL belongs to the page itself. Compared after parsing: prefixes lie (`slipway://app.evil`). */
export function isAppUrl(url: string): boolean {
  if (!URL.canParse(url)) return false;
  const { protocol, host, username, password } = new URL(url);
  // Not `origin`: node calls the origin of every scheme it does not know "null".
  return protocol === `${APP_SCHEME}:` && host === APP_HOST && username === '' && password === '';
}
