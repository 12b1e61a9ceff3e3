import type { DiskTarget, QueryAnswer, QueryKind } from '../../../contract/disk';
import type { EngineClient } from '../../engine/types';
import { matches } from './evaluate';
import { readCandidates } from './facts';
import { fieldsIn, parseQuery, type Query } from './parse';
import { QueryError } from './tokens';

interface Ground {
  readonly client: EngineClient;
  /** By the engine's clock. */
  readonly now: number;
}

/** Rejects with EngineError. */
export async function runQuery(
  { client, now }: Ground,
  { kind, query }: { readonly kind: QueryKind; readonly query: string },
  signal: AbortSignal,
): Promise<QueryAnswer> {
  const parsed = read(kind, query);
  if ('problem' in parsed) return parsed.problem;
  const candidates = await readCandidates({ client, kind, fields: fieldsIn(parsed.query), signal });
  const targets: DiskTarget[] = candidates
    .filter(({ facts }) => matches(parsed.query, facts, now))
    .map(({ target }) => target);
  return { type: 'found', targets, of: candidates.length };
}

type Read = { readonly query: Query } | { readonly problem: QueryAnswer & { type: 'problem' } };

function read(kind: QueryKind, query: string): Read {
  try {
    return { query: parseQuery(kind, query) };
  } catch (error) {
    if (!(error instanceof QueryError)) throw error;
    const { span, message } = error;
    return { problem: { type: 'problem', at: span.at, length: span.length, message } };
  }
}
