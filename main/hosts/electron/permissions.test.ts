import { EventEmitter } from 'node:events';
import { expect, test, vi } from 'vitest';
import { denyPermissions } from './permissions';

type RequestHandler = (
  contents: null,
  permission: string,
  callback: (granted: boolean) => void,
  details: object,
) => void;
type CheckHandler = (contents: null, permission: string, origin: string, details: object) => boolean;

function handlers() {
  const set: { request?: RequestHandler; check?: CheckHandler; device?: () => boolean } = {};
  const session = Object.assign(new EventEmitter(), {
    setPermissionRequestHandler: (handler: RequestHandler) => (set.request = handler),
    setPermissionCheckHandler: (handler: CheckHandler) => (set.check = handler),
    setDevicePermissionHandler: (handler: () => boolean) => (set.device = handler),
  });
  denyPermissions(session as never);
  const ask = (permission: string, requestingUrl: string, isMainFrame = true): boolean[] => {
    const answers: boolean[] = [];
    set.request?.(null, permission, (granted) => answers.push(granted), { requestingUrl, isMainFrame });
    return answers;
  };
  const check = (permission: string, origin: string): boolean | undefined =>
    set.check?.(null, permission, origin, { isMainFrame: true, requestingUrl: origin });
  return { ask, check, device: set.device, session };
}

/** All that electron 45 names, and one it does not. */
const PERMISSIONS =
  'ar automatic-fullscreen background-fetch background-sync captured-surface-control clipboard-read deprecated-sync-clipboard-read display-capture fileSystem fullscreen geolocation geolocation-approximate hand-tracking hid idle-detection keyboardLock local-fonts local-network local-network-access loopback-network media mediaKeySystem midi midiSysex nfc notifications openExternal payment-handler periodic-background-sync persistent-storage pointerLock screen-wake-lock sensors serial smart-card speaker-selection storage-access system-wake-lock top-level-storage-access usb vr web-app-installation web-printing window-management unknown not-yet-invented'.split(
    ' ',
  );
const COPY = 'clipboard-sanitized-write';
const FOREIGN = ['https://example.test/', 'slipway://evil/', 'slipway://app.example.test/', 'file:///', 'null', ''];

test.each(PERMISSIONS)('%s is denied, even to the page itself', (permission) => {
  const { ask, check } = handlers();
  expect(ask(permission, 'slipway://app/containers')).toEqual([false]);
  expect(check(permission, 'slipway://app/')).toBe(false);
});

test('the page itself may copy text', () => {
  const { ask, check } = handlers();
  expect(ask(COPY, 'slipway://app/containers')).toEqual([true]);
  expect(check(COPY, 'slipway://app/')).toBe(true);
  expect(ask(COPY, 'slipway://app/', false), 'not from a frame within').toEqual([false]);
});

test.each(FOREIGN)('no other origin may: "%s"', (origin) => {
  const { ask, check } = handlers();
  expect(ask(COPY, origin)).toEqual([false]);
  expect(check(COPY, origin)).toBe(false);
});

test('no device, and no download but with a ticket', () => {
  const { device, session } = handlers();
  expect(device?.()).toBe(false);
  const isSaved = (url: string): boolean => {
    const preventDefault = vi.fn();
    session.emit('will-download', { preventDefault }, { getURL: () => url });
    return preventDefault.mock.calls.length === 0;
  };
  expect(isSaved('slipway://app/transfer/abc')).toBe(true);
  const others = [
    'slipway://app/',
    'slipway://app/transfer',
    'slipway://evil/transfer/abc',
    'https://app/transfer/abc',
  ];
  for (const url of [...others, ...FOREIGN, 'blob:slipway://app/x', 'data:text/plain,x'])
    expect(isSaved(url)).toBe(false);
});
