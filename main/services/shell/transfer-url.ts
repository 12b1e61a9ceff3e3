import type { FileDesk } from './transfers';

const PREFIX = '/transfer/';
const SECRET = /^[\w-]{43}$/;

/** Whether a request is for a transfer, be its ticket good or not. The pathname is compared as it stands, nothing decoded. */
export const isTransfer = (pathname: string): boolean => pathname.startsWith(PREFIX);

/** Of a ticket's url; null: it is none. */
export function secretOf(pathname: string): string | null {
  const secret = pathname.slice(PREFIX.length);
  return isTransfer(pathname) && SECRET.test(secret) ? secret : null;
}

/** An upload whose file lies on this computer. Resolves when it is over. Never rejects: `transfers.watch` tells. */
export async function takeFile(desk: FileDesk, pathname: string, file: string): Promise<void> {
  const secret = secretOf(pathname);
  if (secret === null) return;
  await desk
    .file(secret)?.(file)
    .catch(() => undefined);
}
