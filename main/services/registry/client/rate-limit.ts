import type { IncomingHttpHeaders } from 'node:http';

/** What is left of a quota of pulls, as Docker Hub says it. */
export interface RateLimit {
  readonly limit: number;
  readonly remaining: number;
  readonly windowSeconds: number;
}

/** `100;w=21600` */
const QUOTA = /^(\d{1,9})(?:;w=(\d{1,9}))?/;

/** null: it does not say. */
export function rateLimitOf(headers: IncomingHttpHeaders): RateLimit | null {
  const [, limit, window] = QUOTA.exec(String(headers['ratelimit-limit'] ?? '')) ?? [];
  const [, remaining] = QUOTA.exec(String(headers['ratelimit-remaining'] ?? '')) ?? [];
  if (limit === undefined || remaining === undefined) return null;
  return { limit: Number(limit), remaining: Number(remaining), windowSeconds: Number(window ?? 0) };
}
