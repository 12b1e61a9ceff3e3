import path from 'node:path';
import { connectTo } from './endpoint';
import { FILES } from './names';
import { openQmp } from './qmp';

const CONNECT_MS = 2_000;
const END_MS = 5_000;

/**
 * Ends a QEMU that listens in the machine's folder though no record tells of it: its starter was killed before it could
 * write one, or the file was removed. Nothing else could stop it any more, and the disk is locked as long as it lives. False:
 * there was none. Only where QEMU listens on sockets; ports are known from the record alone.
 */
export async function endOrphan(dir: string, log: (line: string) => void): Promise<boolean> {
  const endpoint = { kind: 'unix', path: path.join(dir, FILES.commands) } as const;
  const stream = await connectTo(endpoint, AbortSignal.timeout(CONNECT_MS)).catch(() => null);
  if (stream === null) return false;
  const qmp = await openQmp(stream, CONNECT_MS).catch(() => null);
  if (qmp === null) return false;
  log('a QEMU without a record is told to quit');
  const timer = setTimeout(() => qmp.close(), END_MS);
  // QEMU gives the disk's lock back before it closes its monitor.
  await qmp.execute('quit').catch(() => undefined);
  await qmp.closed;
  clearTimeout(timer);
  return true;
}
