import { type Io, Failure } from '../io';
import type { ControlClient } from '../../control/connect';
import { asFailure, find, startAndFind, withRunning } from '../session';
import { EXIT } from '../table';

async function openIn(io: Io, client: ControlClient, link: string | null): Promise<number> {
  const { outcome, url } = await client.call('control.open', { link }).catch((error: unknown) => {
    throw asFailure(error);
  });
  if (outcome === 'refused') throw new Failure('no view is shown by such a link', EXIT.usage);
  if (url !== null) io.out(`Slipway is ready: ${url}\n`);
  return EXIT.fine;
}

/** `slipway open [LINK]` */
export async function open(io: Io, dataDir: string, link: string | null): Promise<number> {
  if (link !== null && !/^slipway:\/\//i.test(link)) throw new Failure('a link begins with slipway://', EXIT.usage);
  const running = await find(dataDir);
  if (running === null) io.err('slipway: starting Slipway\n');
  const client = running ?? (await startAndFind(io, dataDir, [...io.app, `--data-dir=${dataDir}`]));
  try {
    return await openIn(io, client, link);
  } finally {
    client.close();
  }
}

/** `slipway quit` */
export const quit = (dataDir: string): Promise<number> =>
  withRunning(dataDir, async (client) => {
    await client.call('control.quit', undefined);
    // Its socket closes last.
    await client.closed;
    return EXIT.fine;
  });
