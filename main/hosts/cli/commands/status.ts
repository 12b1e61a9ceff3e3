import type { EngineState } from '../../../contract/engine';
import type { MachineState } from '../../../contract/machine';
import type { ControlClient } from '../../control/connect';
import { columns, type Io, tame } from '../io';
import { find, notRunning, withRunning } from '../session';
import { EXIT } from '../table';

/** The first of a stream's states. */
async function first<T>(states: AsyncIterable<T>): Promise<T> {
  for await (const state of states) return state;
  throw new Error('Slipway ended meanwhile');
}

interface EngineNow {
  readonly engine: EngineState;
  readonly machine: MachineState;
}

const engineNow = async (client: ControlClient): Promise<EngineNow> => {
  const [engine, machine] = await Promise.all([
    first(client.stream('engine.watch', undefined)),
    first(client.stream('machine.watch', undefined)),
  ]);
  return { engine, machine };
};

const engineLine = ({ engine: { status } }: EngineNow): string => {
  const { engine, state, reason } = status;
  if (engine === null) return `${state}${reason === '' ? '' : `: ${tame(reason)}`}`;
  const words = state === 'connected' ? '' : `: ${tame(reason)}`;
  return `${tame(engine.name)} (${tame(engine.url)}), ${state}${words}`;
};

const machineLine = ({ machine: { power, engineReady, driver, fault } }: EngineNow): string => {
  if (driver === null) return 'not for this system';
  const words = power === 'running' ? (engineReady ? ', its engine answers' : ', its engine does not answer') : '';
  return `${power}${words}${fault === null ? '' : `: ${tame(fault.message)}`}`;
};

const json = (value: unknown): string => `${JSON.stringify(value, null, 2)}\n`;

const MINUTE_MS = 60_000;
const HOUR_MINUTES = 60;
const since = (ms: number): string => {
  const minutes = Math.floor(ms / MINUTE_MS);
  if (minutes < HOUR_MINUTES) return `${String(minutes)} min`;
  return `${String(Math.floor(minutes / HOUR_MINUTES))} h ${String(minutes % HOUR_MINUTES)} min`;
};

const HOSTS = { electron: 'desktop app', browser: 'browser mode' } as const;

async function containersOf(client: ControlClient, { engine }: EngineNow) {
  if (engine.status.state !== 'connected') return null;
  const facts = await client.call('engine.facts', undefined).catch(() => null);
  return facts?.containers ?? null;
}

const report =
  (io: Io, dataDir: string, asJson: boolean) =>
  async (client: ControlClient): Promise<number> => {
    const [{ version, host, pid, startedAt }, now] = await Promise.all([
      client.call('control.status', undefined),
      engineNow(client),
    ]);
    const containers = await containersOf(client, now);
    const { status } = now.engine;
    const { power, engineReady } = now.machine;
    if (asJson)
      io.out(
        json({
          ...{ running: true, version, host, pid, dataDir, startedAt: new Date(startedAt).toISOString() },
          engine: { state: status.state, ...status.engine, reason: status.reason },
          ...{ containers, machine: { power, engineReady } },
        }),
      );
    else
      io.out(
        columns([
          ['Slipway', `${version}, ${HOSTS[host]} (process ${String(pid)}), for ${since(Date.now() - startedAt)}`],
          ['Data', dataDir],
          ['Engine', engineLine(now)],
          ...(containers === null
            ? []
            : [['Containers', `${String(containers.running)} of ${String(containers.total)} running`] as const]),
          ['Machine', machineLine(now)],
        ]),
      );
    return status.state === 'connected' ? EXIT.fine : EXIT.noEngine;
  };

/** `slipway status` */
export async function status(io: Io, dataDir: string, asJson: boolean): Promise<number> {
  const client = await find(dataDir);
  if (client !== null) {
    client.close();
    return withRunning(dataDir, report(io, dataDir, asJson));
  }
  if (!asJson) throw notRunning(dataDir);
  io.out(json({ running: false, dataDir }));
  return EXIT.notRunning;
}

/** `slipway engine status` */
export const engineStatus = (io: Io, dataDir: string, asJson: boolean): Promise<number> =>
  withRunning(dataDir, async (client) => {
    const now = await engineNow(client);
    const { engine, machine } = now;
    if (asJson) io.out(json({ engine: engine.status, machine: { power: machine.power, ready: machine.engineReady } }));
    else
      io.out(
        columns([
          ['In use', engineLine(now)],
          ['Machine', machineLine(now)],
        ]),
      );
    return engine.status.state === 'connected' ? EXIT.fine : EXIT.noEngine;
  });
