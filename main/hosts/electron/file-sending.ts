import path from 'node:path';
import type { IpcMain } from 'electron';
import type { FileDesk } from '../../services/shell/transfers';
import { takeFile } from '../../services/shell/transfer-url';
import { SEND_FILE } from './channels';
import { onTrusted } from './trusted-ipc';

/**
 * Takes uploads whose file lies on this computer: read where it is, instead of through the page. What fails is told by
 * `transfers.watch`, as for any upload.
 */
export function serveFileSending(ipc: IpcMain, desk: FileDesk): void {
  onTrusted(ipc, SEND_FILE, (_sender, [url, file]) => {
    if (typeof url === 'string' && typeof file === 'string' && path.isAbsolute(file)) void takeFile(desk, url, file);
  });
}
