import fs from 'node:fs/promises';
import { namedImageError } from '../rpc/images';
import { importsHandlers, namedImportError } from '../rpc/imports';
import { namedVolumeError } from '../rpc/volumes';
import { welcomeHandlers } from '../rpc/welcome';
import { WireError } from '../rpc/wire/types';
import { enginePlace } from '../services/create/types';
import type { RecordCommand } from '../services/engine/noted';
import { createImports } from '../services/imports/imports';
import type { Failure } from '../services/imports/types';
import { overlap, parseCidr } from '../services/networks/cidr';
import type { Tasks } from '../services/shell/tasks';
import type { Transfers } from '../services/shell/transfers';
import { createWelcome } from '../services/welcome/welcome';
import type { Compose } from '../services/compose/compose';
import type { Files } from '../services/files/files';
import type { Findings } from '../contract/welcome';
import { createMovers } from './imports';
import { goOnAfterKill, openImportPauses } from './import-pauses';
import type { AppOptions } from './options';
import type { Ground } from './shaping';
import { followList } from './tasks/follow';
import { importView } from './tasks/views';
import { say } from '../../texts/say';

interface Others {
  readonly record: RecordCommand;
  readonly transfers: Transfers;
  readonly tasks: Tasks;
  readonly composing: { readonly compose: Pick<Compose, 'cli'> };
  readonly files: Pick<Files, 'letGoVolume'>;
}

/** What a new user needs: what is there, the first container, and all that another engine has. */
export async function createArriving(options: AppOptions, ground: Ground, others: Others) {
  const { dataDir, env, platform } = options;
  const { engine, log, t } = ground;
  const { record, transfers, composing, files, tasks } = others;
  const compose = () => composing.compose.cli();
  const welcome = createWelcome({ engine, record, env, platform, compose, machine: () => virtualization(ground) });
  const paused = await openImportPauses(dataDir, log);
  const went = goOnAfterKill({ engine, paused, tasks, t });
  const imports = await createImports({
    ...{ engine, dataDir, log, transfers, explain },
    room: () => roomOf(ground, platform),
    overlap: overlaps,
    movers: createMovers({ paused, went, log, letGo: (name) => files.letGoVolume(name) }),
  });
  const following = new AbortController();
  const view = importView(t, () => imports.cancel());
  const runs = () => [imports.run()].filter((run) => run !== null);
  followList(runs, (listener) => imports.onChange(listener), view)(tasks, following.signal);
  return {
    handlers: { welcome: welcomeHandlers(welcome), imports: importsHandlers(imports) },
    async close(): Promise<void> {
      await imports.close();
      following.abort();
    },
  };
}

function overlaps(a: string, b: string): boolean {
  const [one, other] = [parseCidr(a), parseCidr(b)];
  return one !== null && other !== null && overlap(one, other);
}

/** As any noun's errors cross the wire; what is not for the user is only said to be. */
function explain(error: unknown): Failure {
  const named = [namedImportError, namedImageError, namedVolumeError].map((name) => name(error));
  const known = named.find((one) => one instanceof WireError);
  if (known instanceof WireError) return { code: known.code, message: known.message, data: known.data };
  return { code: 'INTERNAL', message: error instanceof Error ? error.message : say('It broke off.'), data: null };
}

async function virtualization({ machine, checkMachine }: Ground): Promise<Findings['machine']> {
  const { driver } = machine.state();
  if (driver === null) return null;
  const { problem, fix } = await checkMachine();
  return { driver, problem, fix };
}

/** Of a machine its own disk; of an engine on this computer, where files are files, the disk that its folder lies on. */
async function roomOf({ engine, machine }: Ground, platform: NodeJS.Platform): Promise<number | null> {
  const place = enginePlace({ engine });
  if (place === 'machine') {
    const { figures } = machine.state();
    return figures === null ? null : Math.max(0, figures.diskTotalBytes - figures.diskUsedBytes);
  }
  if (place === 'elsewhere' || platform !== 'linux') return null;
  try {
    const { dockerRootDir } = await engine.facts();
    const { bavail, bsize } = await fs.statfs(dockerRootDir);
    return bavail * bsize;
  } catch {
    return null;
  }
}
