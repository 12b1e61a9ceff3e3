import type { LogTerm } from '../../../../main/contract/logs';
import type { MatchAnswer, MatchQuestion } from './match-worker';
import matchWorkerUrl from './match-worker?worker&url';
import type { Range } from './pattern';

/** For the rows of a screen; main's own search has its own limit. */
const LIMIT_MS = 300;

type Ranges = readonly (readonly Range[])[];

interface Policies {
  createPolicy(
    name: string,
    rules: { readonly createScriptURL: (url: string) => string },
  ): { readonly createScriptURL: (url: string) => string };
}

/** The page's policy wants to know who starts scripts: this one is a file of our own, and no other. */
const trustedUrl = (() => {
  let known: string | null = null;
  return (): string => {
    const { trustedTypes } = globalThis as { readonly trustedTypes?: Policies };
    known ??=
      trustedTypes?.createPolicy('log-matcher', { createScriptURL: () => matchWorkerUrl }).createScriptURL('') ??
      matchWorkerUrl;
    return known;
  };
})();

let worker: Worker | null = null;
let lastId = 0;
/** One question at a time: a slow one must be known from those that wait behind it. */
let queue: Promise<unknown> = Promise.resolve();

function ask(question: MatchQuestion): Promise<Ranges | null> {
  worker ??= new Worker(trustedUrl(), { type: 'module' });
  const asked = worker;
  return new Promise((resolve) => {
    const finish = (ranges: Ranges | null): void => {
      clearTimeout(timer);
      asked.removeEventListener('message', onMessage);
      asked.removeEventListener('error', onError);
      if (ranges === null) {
        asked.terminate();
        if (worker === asked) worker = null;
      }
      resolve(ranges);
    };
    const onMessage = ({ data }: MessageEvent<MatchAnswer>): void => {
      if (data.id === question.id) finish(data.ranges);
    };
    const onError = (event: Event): void => {
      event.preventDefault();
      finish(null);
    };
    const timer = setTimeout(() => finish(null), LIMIT_MS);
    asked.addEventListener('message', onMessage);
    asked.addEventListener('error', onError);
    asked.postMessage(question);
  });
}

/** Where a regular expression holds in each of the texts; null: it took too long, or is none. */
export function matchRegex(term: LogTerm, texts: readonly string[]): Promise<Ranges | null> {
  if (typeof Worker === 'undefined') return Promise.resolve(null);
  lastId += 1;
  const question = { id: lastId, term, texts };
  const answer = queue.then(() => ask(question));
  queue = answer;
  return answer;
}
