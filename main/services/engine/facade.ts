import { EngineError, type EngineClient } from './types';

/** The client of whatever connection there is; without one every request is rejected with `reason`. */
export function clientOf(current: () => EngineClient | null, reason: () => string): EngineClient {
  const use = async (): Promise<EngineClient> => {
    const client = current();
    if (client === null) throw new EngineError('unreachable', reason());
    return client;
  };
  return {
    json: async (request) => (await use()).json(request),
    text: async (request) => (await use()).text(request),
    stream: async (request) => (await use()).stream(request),
    hijack: async (request) => (await use()).hijack(request),
  };
}
