import fs from 'node:fs';
import path from 'node:path';
import { type Io, Failure } from '../io';
import type { ControlClient } from '../../control/connect';
import { asFailure, find, startAndFind, withRunning } from '../session';
import { EXIT } from '../table';

const isLink = (target: string): boolean => /^slipway:\/\//i.test(target);

async function openIn(io: Io, client: ControlClient, target: string | null): Promise<number> {
  const { outcome, url } = await client.call('control.open', { target }).catch((error: unknown) => {
    throw asFailure(error);
  });
  if (outcome === 'refused' && target !== null)
    throw new Failure(isLink(target) ? 'no view is shown by such a link' : `${target}: ${NO_FILE}`, EXIT.usage);
  if (url !== null) io.out(`Slipway is ready: ${url}\n`);
  return EXIT.fine;
}

const NO_FILE = 'not a file that Slipway opens: a compose file (.yaml, .yml) or saved images (.tar, .tar.gz, .tgz)';

/** What starts as an address is one: a folder of that name can be written with `./` before it. */
function targetOf({ cwd }: Io, given: string): string {
  if (isLink(given)) return given;
  if (/^[a-z][a-z\d+.-]+:\/\//i.test(given)) throw new Failure('a link begins with slipway://', EXIT.usage);
  const file = path.resolve(cwd, given);
  // Before a Slipway is started for it.
  if (fs.statSync(file, { throwIfNoEntry: false })?.isFile() !== true)
    throw new Failure(`${given}: there is no such file`, EXIT.usage);
  return file;
}

/** `slipway open [LINK|FILE]` */
export async function open(io: Io, dataDir: string, given: string | null): Promise<number> {
  const target = given === null ? null : targetOf(io, given);
  const running = await find(dataDir);
  if (running === null) io.err('slipway: starting Slipway\n');
  const client = running ?? (await startAndFind(io, dataDir, [...io.app, `--data-dir=${dataDir}`]));
  try {
    return await openIn(io, client, target);
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
