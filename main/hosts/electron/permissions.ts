import type { Session } from 'electron';
import { isTransfer } from '../../services/shell/transfer-url';
import { isAppUrl } from './app-url';

// Copying a command or an id; reading the clipboard is not among what the page needs.
const GRANTED = 'clipboard-sanitized-write';

const isOwnTransfer = (url: string): boolean => isAppUrl(url) && isTransfer(new URL(url).pathname);

/** Denies all that a page can ask of the machine, but for writing text to the clipboard from the page itself. */
export function denyPermissions(session: Session): void {
  const granted = (permission: string, url: string | undefined): boolean =>
    permission === GRANTED && url !== undefined && isAppUrl(url);
  session.setPermissionRequestHandler((_contents, permission, callback, details) =>
    callback(details.isMainFrame && granted(permission, details.requestingUrl)),
  );
  session.setPermissionCheckHandler((_contents, permission, requestingOrigin) => granted(permission, requestingOrigin));
  session.setDevicePermissionHandler(() => false);
  // Only what the main process gave a ticket for is saved; Electron asks the user where to.
  session.on('will-download', (event, item) => {
    if (!isOwnTransfer(item.getURL())) event.preventDefault();
  });
}
