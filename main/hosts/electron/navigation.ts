import type { WebContents } from 'electron';
import { isAppUrl } from './app-url';
import { externalUrl } from './external-url';

interface Attempt {
  readonly url: string;
  preventDefault(): void;
}

/**
 * The page stays where it is: it navigates within its own origin only, opens no windows and embeds nothing. A link that asks for
 * a new window opens in the system's browser, if it is of a kind that may (`external-url.ts`).
 */
export function guardNavigation(contents: WebContents, openExternal: (url: string) => Promise<void>): void {
  const stay = (attempt: Attempt): void => {
    if (!isAppUrl(attempt.url)) attempt.preventDefault();
  };
  contents.on('will-navigate', stay);
  contents.on('will-redirect', stay);
  contents.on('will-frame-navigate', stay);
  contents.on('will-attach-webview', (event) => event.preventDefault());
  contents.setWindowOpenHandler(({ url }) => {
    const allowed = externalUrl(url);
    // Not within the handler: it must answer before anything else happens.
    if (allowed !== null) setImmediate(() => void openExternal(allowed).catch(() => undefined));
    return { action: 'deny' };
  });
}
