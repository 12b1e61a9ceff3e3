import { DriverError, type ForwardRule } from '../driver';
import { createGuestPorts, type GuestPort, guestPortOf, guestPortsOfEarlier } from './guest-ports';
import { planForwards } from './plan';
import { findPortHolders, type HostPort } from './port-holders';
import { ruleKey, type WantedForward } from './wanted';
import { say } from '../../../../texts/say';

/** The driver's and the agent's part. */
export interface ForwardVerbs {
  /** Throws DriverError, `port-in-use` among them (`Driver.forward`). */
  readonly setForward: (rule: ForwardRule) => Promise<void>;
  readonly unsetForward: (rule: ForwardRule) => Promise<void>;
  readonly listForwards: () => Promise<readonly ForwardRule[]>;
  /** `AgentVerbs.forward`. */
  readonly guestForward: (action: 'add' | 'remove', port: GuestPort) => Promise<void>;
}

/** What a pass came to. */
export interface Applied {
  /** By `ruleKey`: why it does not work now. */
  readonly problems: ReadonlyMap<string, string>;
  /** Something is left to be tried again. */
  readonly unfinished: boolean;
}

export interface Applier {
  /** Rejects only when the list of rules cannot be had. Begins nothing more once `signal` is aborted. */
  apply(wanted: readonly WantedForward[], signal: AbortSignal): Promise<Applied>;
  /** The guest may be another one. */
  doubtGuest(): void;
}

/** Requests under way: a range of 200 ports must not stand in anybody's way. */
const AT_ONCE = 8;

const wordsOf = (error: unknown): string => (error instanceof Error ? error.message : String(error));

export function createApplier(verbs: ForwardVerbs, engineHostPort: number, log: (line: string) => void): Applier {
  const guestPorts = createGuestPorts(verbs.guestForward);
  let firstPass = true;

  return {
    doubtGuest: () => guestPorts.doubt(),
    async apply(wanted, signal) {
      const doAll = doEach(signal, log);
      const possible = wanted.filter(({ impossible }) => impossible === null);
      const rules = possible.map(({ rule }) => rule);
      const plan = planForwards(rules, await verbs.listForwards(), engineHostPort);
      const left = await doAll(plan.remove, (rule) => verbs.unsetForward(rule));
      const needed = possible.flatMap((one) => guestPortOf(one) ?? []);
      const ofEarlier = firstPass ? guestPortsOfEarlier(plan.remove) : [];
      firstPass = false;
      const stale = [...guestPorts.stale(needed), ...ofEarlier];
      const leftInGuest = await doAll(stale, (port) => guestPorts.remove(port));
      const toAdd = new Set(plan.add);
      const failures = await doAll(possible, async (one) => {
        const guestPort = guestPortOf(one);
        if (guestPort !== null) await guestPorts.add(guestPort);
        if (toAdd.has(one.rule)) await verbs.setForward(one.rule);
      });
      return {
        problems: await problemsOf(failures),
        unfinished: left.size + leftInGuest.size + failures.size > 0,
      };
    },
  };
}

type DoAll = <T>(items: readonly T[], work: (item: T) => Promise<void>) => Promise<ReadonlyMap<T, unknown>>;

/** Does all, some at once, and tells what failed. */
const doEach =
  (signal: AbortSignal, log: (line: string) => void): DoAll =>
  async (items, work) => {
    const failures = new Map<(typeof items)[number], unknown>();
    const queue = items.values();
    const worker = async (): Promise<void> => {
      for (const item of queue) {
        if (signal.aborted) return;
        await work(item).catch((error: unknown) => failures.set(item, error));
      }
    };
    await Promise.all(Array.from({ length: Math.min(AT_ONCE, items.length) }, worker));
    for (const error of new Set([...failures.values()].map(wordsOf))) log(`forwards: ${error}`);
    return failures;
  };

async function problemsOf(failures: ReadonlyMap<WantedForward, unknown>): Promise<ReadonlyMap<string, string>> {
  const taken: HostPort[] = [...failures].flatMap(([{ rule }, error]) =>
    isPortInUse(error) ? [{ protocol: rule.protocol, port: rule.hostPort }] : [],
  );
  const holders = await findPortHolders(taken);
  return new Map([...failures].map(([{ rule }, error]) => [ruleKey(rule), problemOf(rule, error, holders)] as const));
}

const isPortInUse = (error: unknown): boolean => error instanceof DriverError && error.kind === 'port-in-use';

function problemOf(
  { protocol, hostIp, hostPort }: ForwardRule,
  error: unknown,
  holders: ReadonlyMap<string, string>,
): string {
  if (!isPortInUse(error))
    return say('Port {hostPort} does not reach the container: {error}', { hostPort, error: wordsOf(error) });
  const holder = holders.get(`${protocol} ${hostPort}`) ?? say('another program');
  return say('Port {hostPort} of {hostIp} is taken by {holder}. It is tried again until it is free.', {
    hostPort,
    hostIp,
    holder,
  });
}
