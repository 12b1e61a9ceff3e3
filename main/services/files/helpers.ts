import type { EngineClient } from '../engine/types';
import { createForVolume, createHelper, removeHelper } from '../helpers/requests';

/** Helpers come and go in the list of containers: one is kept while its files are looked at, and not much longer. */
const IDLE_MS = 20_000;

/** A container made only to look into an image or a volume: created, never started, nothing in it is ever run. */
export interface Helpers {
  /** Rejects with EngineError, or FileFault `no-image`. */
  ofImage(image: string): Promise<Lease>;
  ofVolume(name: string): Promise<Lease>;
  /** Removes the helper that holds a volume, whoever still looks: else the engine would not let the volume go. */
  dropVolume(name: string): Promise<void>;
  /** Removes all of its own. */
  close(): Promise<void>;
}

export interface Lease {
  readonly containerId: string;
  release(): void;
}

interface Helper {
  readonly made: Promise<string>;
  users: number;
  timer: NodeJS.Timeout | null;
}

const begin = (made: Promise<string>): Helper => ({ made, users: 0, timer: null });

const wake = (helper: Helper): void => {
  if (helper.timer !== null) clearTimeout(helper.timer);
  helper.timer = null;
};

export function createHelpers(client: EngineClient, log: (line: string) => void): Helpers {
  const helpers = new Map<string, Helper>();
  const forget = (key: string, helper: Helper): void => {
    if (helpers.get(key) === helper) helpers.delete(key);
  };
  const drop = async (key: string, helper: Helper): Promise<void> => {
    forget(key, helper);
    wake(helper);
    try {
      await removeHelper(client, await helper.made);
    } catch (error) {
      log(`files: a helper container was not removed: ${String(error)}`);
    }
  };
  const leave = (key: string, helper: Helper): void => {
    helper.users -= 1;
    if (helper.users > 0) return;
    if (helpers.get(key) === helper) helper.timer = setTimeout(() => void drop(key, helper), IDLE_MS).unref();
    else void drop(key, helper);
  };
  const lease = async (key: string, make: () => Promise<string>): Promise<Lease> => {
    const helper = helpers.get(key) ?? begin(make());
    helpers.set(key, helper);
    helper.users += 1;
    wake(helper);
    try {
      const containerId = await helper.made;
      let held = true;
      const release = (): void => {
        if (held) leave(key, helper);
        held = false;
      };
      return { containerId, release };
    } catch (error) {
      forget(key, helper);
      throw error;
    }
  };
  return {
    ofImage: (image) => lease(`image ${image}`, () => createHelper(client, image, { mounts: [] })),
    ofVolume: (name) => lease(`volume ${name}`, () => createForVolume(client, name)),
    async dropVolume(name) {
      const helper = helpers.get(`volume ${name}`);
      if (helper !== undefined) await drop(`volume ${name}`, helper);
    },
    async close() {
      await Promise.all([...helpers].map(([key, helper]) => drop(key, helper)));
    },
  };
}
