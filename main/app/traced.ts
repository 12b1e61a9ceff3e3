import { type EngineClient, EngineError, type EngineRequest } from '../services/engine/types';

/** Some carry their query in it. */
const pathOf = ({ path }: EngineRequest): string => path.split('?', 1)[0] ?? '';

const endOf = (error: unknown): string =>
  error instanceof EngineError ? `${error.kind} ${String(error.status ?? '')}`.trim() : 'failed';

/** The same client; what it is asked is told: method, path and how long it took, no query and no body, which hold the user's own. */
export function tracedClient(client: EngineClient, debug: (line: string) => void): EngineClient {
  const traced =
    <T>(ask: (request: EngineRequest) => Promise<T>) =>
    async (request: EngineRequest): Promise<T> => {
      const startedAt = performance.now();
      const tell = (end: string): void =>
        debug(
          `engine: ${request.method} ${pathOf(request)} ${end}, ${String(Math.round(performance.now() - startedAt))} ms`,
        );
      try {
        const answer = await ask(request);
        tell('ok');
        return answer;
      } catch (error) {
        tell(endOf(error));
        throw error;
      }
    };
  return {
    json: traced((request) => client.json(request)),
    text: traced((request) => client.text(request)),
    stream: traced((request) => client.stream(request)),
    hijack: traced((request) => client.hijack(request)),
  };
}
