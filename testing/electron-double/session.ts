import { EventEmitter } from 'node:events';
import { chromium } from './application';
import { toPageUrl } from './scheme';

type CheckHandler = (contents: null, permission: string, origin: string, details: object) => boolean;

/** Electron's name -> Chromium's. */
const PERMISSIONS: Readonly<Record<string, object>> = {
  geolocation: { name: 'geolocation' },
  notifications: { name: 'notifications' },
  media: { name: 'microphone' },
  midi: { name: 'midi' },
  'clipboard-read': { name: 'clipboard-read' },
  'clipboard-sanitized-write': { name: 'clipboard-write' },
  'idle-detection': { name: 'idle-detection' },
  'local-fonts': { name: 'local-fonts' },
  'window-management': { name: 'window-management' },
};

let check: CheckHandler | undefined;

class Session extends EventEmitter {
  setPermissionCheckHandler(handler: CheckHandler): void {
    check = handler;
  }
  // Chromium is told the answers beforehand (below), so it never has to ask.
  readonly setPermissionRequestHandler = (): void => undefined;
  readonly setDevicePermissionHandler = (): void => undefined;
}

export const session = { defaultSession: new Session() };

/** Lets Chromium answer each permission for the origin as the app's check handler does; Electron's default is yes. */
export async function applyPermissions(appOrigin: string): Promise<void> {
  const { cdp } = chromium();
  const origin = new URL(toPageUrl(appOrigin)).origin;
  for (const [name, permission] of Object.entries(PERMISSIONS)) {
    const granted = check?.(null, name, `${appOrigin}/`, { isMainFrame: true, requestingUrl: `${appOrigin}/` }) ?? true;
    await cdp.send('Browser.setPermission', { permission, setting: granted ? 'granted' : 'denied', origin });
  }
}
