import type { EngineClient, EngineEvent, FeedListener } from '../../../engine/types';

/** An engine as those who mirror it see it. */
export interface ModelFeed {
  readonly engine: { subscribe(listener: FeedListener): () => void };
  connect(): void;
  disconnect(): void;
  emit(action: string, id: string, type?: string): void;
}

/** @param list Answers every question. */
export function createModelFeed(list: () => Promise<unknown>): ModelFeed {
  const client: EngineClient = {
    json: list,
    text: () => Promise.reject(new Error('not in the model')),
    stream: () => Promise.reject(new Error('not in the model')),
    hijack: () => Promise.reject(new Error('not in the model')),
  };
  const listeners = new Set<FeedListener>();
  let epoch: AbortController | null = null;
  const up = (listener: FeedListener): void => {
    if (epoch !== null) listener.connected(client, epoch.signal);
  };
  return {
    engine: {
      subscribe: (listener) => {
        listeners.add(listener);
        up(listener);
        return () => void listeners.delete(listener);
      },
    },
    connect: () => {
      epoch?.abort();
      epoch = new AbortController();
      for (const listener of listeners) up(listener);
    },
    disconnect: () => {
      if (epoch === null) return;
      epoch.abort();
      epoch = null;
      for (const listener of listeners) listener.disconnected();
    },
    emit: (action, id, type = 'container') => {
      const event: EngineEvent = { type, action, id, attributes: {}, timeMs: 0 };
      if (epoch !== null) for (const listener of listeners) listener.event(event);
    },
  };
}
