import { createEngine } from '../engine';
import type { Engine } from '../types';

const PATIENCE_MS = 20_000;

/** The connection to the engine at `url`, which begins at once. What this computer's user set up for Docker has no part in it. */
export const engineAt = (url: string): Engine =>
  createEngine({
    ...{ env: {}, homeDir: '/nonexistent', platform: process.platform, uid: 0, flag: url },
    choice: { selected: null, consented: [] },
    saveChoice: () => undefined,
    log: () => undefined,
  });

/** Resolves as soon as it is connected; rejects when that takes longer than 20 s. */
export const connected = (engine: Engine): Promise<void> =>
  new Promise((resolve, reject) => {
    const finish = (settle: () => void): void => {
      clearTimeout(late);
      forget();
      settle();
    };
    const look = (): void => {
      if (engine.state().status.state === 'connected') finish(resolve);
    };
    const late = setTimeout(() => {
      finish(() => reject(new Error(`Not connected: ${engine.state().status.reason}`)));
    }, PATIENCE_MS);
    const forget = engine.onState(look);
    look();
  });
