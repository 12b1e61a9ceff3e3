/**
 * Chromium knows no schemes but its own, so a page at `slipway://app/x` is loaded as `https://app.slipway.invalid/x`: also
 * standard, also secure, and nothing on any network.
 */
export type SchemeHandler = (request: Request) => Response | Promise<Response>;

const schemes = new Set<string>();
const handlers = new Map<string, SchemeHandler>();

const PAGE_HOST = /^(.+)\.([^.]+)\.invalid$/;

export function toPageUrl(appUrl: string): string {
  const match = /^([a-z][a-z0-9+.-]*):\/\/([^/?#]+)(.*)$/i.exec(appUrl);
  const [, scheme = '', host = '', rest = ''] = match ?? [];
  return schemes.has(scheme) ? `https://${host}.${scheme}.invalid${rest === '' ? '/' : rest}` : appUrl;
}

/** Of a URL or an origin. */
export function toAppUrl(pageUrl: string): string {
  if (!URL.canParse(pageUrl)) return pageUrl;
  const [, host, scheme] = PAGE_HOST.exec(new URL(pageUrl).hostname) ?? [];
  if (host === undefined || scheme === undefined || !schemes.has(scheme)) return pageUrl;
  return pageUrl.replace(/^https:\/\/[^/]+/, `${scheme}://${host}`);
}

export const handlerFor = (appUrl: string): SchemeHandler | undefined =>
  handlers.get(new URL(appUrl).protocol.slice(0, -1));

interface CustomScheme {
  readonly scheme: string;
  readonly privileges?: { readonly standard?: boolean; readonly secure?: boolean };
}

export const protocol = {
  registerSchemesAsPrivileged: (customSchemes: readonly CustomScheme[]): void => {
    for (const { scheme, privileges } of customSchemes) {
      if (privileges?.standard !== true || privileges.secure !== true)
        throw new Error(`the double serves standard and secure schemes only: ${scheme}`);
      schemes.add(scheme);
    }
  },
  handle: (scheme: string, handler: SchemeHandler): void => {
    handlers.set(scheme, handler);
  },
};
