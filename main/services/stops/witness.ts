import { type Engine, type EngineClient, EngineError, type EngineRequest } from '../engine/types';
import type { History } from './history';
import { cut } from '../engine/loose';

/** Requests that end a container, or start it anew. */
const ENDING = /^\/containers\/([^/?]+)\/(?:stop|kill|restart|start|pause|unpause|update)$/;
const REMOVAL = /^\/containers\/([^/?]+)$/;

const WORDS_LIMIT = 8000;

/** Whose end a request asks for; null: nobody's. */
export function endedBy({ method, path }: Pick<EngineRequest, 'method' | 'path'>): string | null {
  const id = method === 'POST' ? ENDING.exec(path)?.[1] : method === 'DELETE' ? REMOVAL.exec(path)?.[1] : undefined;
  return id === undefined ? null : decodeURIComponent(id);
}

/** The same engine; what is asked of it for a container's end is noted as Slipway's own deed. */
export function witnessed<E extends Pick<Engine, 'client'>>(
  engine: E,
  history: Pick<History, 'noteOwn' | 'noteRefusedStart'>,
): E {
  const noted =
    <T>(ask: (request: EngineRequest) => Promise<T>) =>
    async (request: EngineRequest): Promise<T> => {
      const id = endedBy(request);
      if (id === null) return ask(request);
      const done = history.noteOwn(id);
      try {
        return await ask(request);
      } catch (error) {
        if (error instanceof EngineError && error.kind === 'refused' && request.path.endsWith('/start'))
          history.noteRefusedStart(id, cut(error.message, WORDS_LIMIT));
        throw error;
      } finally {
        done();
      }
    };
  const client: EngineClient = {
    ...engine.client,
    json: noted((request) => engine.client.json(request)),
    text: noted((request) => engine.client.text(request)),
    stream: noted((request) => engine.client.stream(request)),
  };
  return { ...engine, client };
}
