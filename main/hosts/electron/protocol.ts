import fs from 'node:fs/promises';
import type { Protocol } from 'electron';
import type { Desktop } from '../../app';
import { APP_SCHEME, isAppUrl } from './app-url';
import type { Language } from '../../../texts/languages';
import { INDEX, type PageFiles, findPageFile } from '../page/page-files';
import { pageIn } from '../page/page-language';
import { SECURITY_HEADERS } from '../page/security-headers';
import { isTransfer } from '../../services/shell/transfer-url';
import type { TransferDesk } from '../../services/shell/transfers';
import { safePageFile } from './safe-page';
import { transferAnswer } from './transfer-answer';

const HEADERS = { ...SECURITY_HEADERS, 'cache-control': 'no-store' };

/** Must run before the app is ready. Standard: it has an origin and relative URLs; secure: as trusted as https. */
export function registerAppScheme(protocol: Protocol): void {
  protocol.registerSchemesAsPrivileged([
    { scheme: APP_SCHEME, privileges: { standard: true, secure: true, supportFetchAPI: true } },
  ]);
}

const refuse = (status: number): Response => new Response(null, { status, headers: HEADERS });

export interface Served {
  readonly files: PageFiles;
  readonly desk: TransferDesk;
  /** What the page is to speak now. */
  readonly language: () => Language;
  /** For the safe page. */
  readonly t: Desktop['t'];
}

async function answer(request: Request, { files, desk, language, t }: Served): Promise<Response> {
  const pathname = isAppUrl(request.url) ? new URL(request.url).pathname : null;
  if (pathname !== null && isTransfer(pathname)) return transferAnswer(desk, request, HEADERS);
  if (request.method !== 'GET') return refuse(405);
  if (pathname === null) return refuse(404);
  const safe = safePageFile(pathname, t, language());
  if (safe !== null) return new Response(safe.text, { headers: { ...HEADERS, 'content-type': safe.contentType } });
  const file = findPageFile(files, pathname);
  if (file === undefined) return refuse(404);
  const headers = { ...HEADERS, 'content-type': file.contentType };
  if (file === files.get(INDEX))
    return new Response(pageIn(await fs.readFile(file.path, 'utf8'), language()), { headers });
  return new Response(new Uint8Array(await fs.readFile(file.path)), { headers });
}

export function serveApp(protocol: Protocol, served: Served): void {
  protocol.handle(APP_SCHEME, (request) => answer(request, served));
}
