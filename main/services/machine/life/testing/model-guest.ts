import type { EngineClient } from '../../../engine/types';
import { createAgent } from '../../agent/agent';
import { startStandInGuest } from '../../agent/testing/stand-in-guest';
import type { Powered } from '../powered';

/** A guest behind a real agent connection; its engine answers as soon as it is ready. */
export interface ModelGuest {
  powerOn(onEngine: () => void): Powered;
  /** From now on its boot gets no further than the engine's start. */
  hold(): void;
  /** Told to who has asked already as an event, and to who asks later in the answer: once, so that none comes after a repair. */
  fault(what: string, detail: string): void;
  /** From now on a repair of its disk succeeds. */
  mends(): void;
  /** Its boot goes through from now on, without a fault. */
  restart(): void;
  speak(protocol: number): void;
  close(): Promise<void>;
}

const CLIENT: EngineClient = {
  json: () => Promise.reject(new Error('the model has no engine')),
  text: () => Promise.reject(new Error('the model has no engine')),
  stream: () => Promise.reject(new Error('the model has no engine')),
  hijack: () => Promise.reject(new Error('the model has no engine')),
};

export async function createModelGuest(): Promise<ModelGuest> {
  const guest = await startStandInGuest();
  let [phase, protocol, repairable] = ['engine-ready', 1, false];
  let isGreeted = false;
  let faults: readonly { readonly what: string; readonly detail: string }[] = [];
  guest.onRequest(({ words: [verb, ...rest] }) => {
    isGreeted ||= verb === 'hello';
    if (verb === 'hello')
      return { protocol, image: '0.1.0', bootId: 'boot-1', phases: [{ phase, uptimeMs: 1 }], faults };
    if (verb !== 'disk' || rest[0] !== 'repair') return undefined;
    if (!repairable) return { ok: false, error: 'it cannot be mended' };
    [phase, faults] = ['engine-ready', []];
    return {};
  });
  return {
    powerOn: (onEngine) => {
      isGreeted = false;
      const agent = createAgent({ connect: () => guest.connect(), log: () => undefined, onEvent: () => undefined });
      let client: EngineClient | null = null;
      return {
        agent,
        link: {
          subscribe: () => () => undefined,
          open: () => {
            client = CLIENT;
            onEngine();
          },
          client: () => client,
          close: () => Promise.resolve(),
        },
        ...{ forwards: () => [], reconsider: () => undefined, setRunning: () => undefined },
        end: () => {
          agent.close();
          return Promise.resolve();
        },
      };
    },
    hold: () => (phase = 'engine-starting'),
    fault: (what, detail) => {
      faults = [...faults, { what, detail }];
      if (isGreeted) guest.say(`${JSON.stringify({ event: 'fault', what, detail })}\n`);
    },
    restart: () => void ([phase, faults] = ['engine-ready', []]),
    mends: () => (repairable = true),
    speak: (version) => (protocol = version),
    close: () => guest.close(),
  };
}
