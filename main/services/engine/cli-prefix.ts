import type { Named } from './discovered';
import { isPlain, shellQuote } from './shell-quote';

const CONTEXT = 'context:';

/** How a docker CLI line for this engine begins. */
export function cliPrefix(
  engine: Pick<Named, 'keys' | 'url'> | null,
  isDefault: boolean,
  platform: NodeJS.Platform,
): string {
  if (engine === null || isDefault) return 'docker';
  const context = engine.keys.find((key) => key.startsWith(CONTEXT));
  if (context !== undefined) return `docker --context ${quote(context.slice(CONTEXT.length), platform)}`;
  return `docker -H ${quote(engine.url, platform)}`;
}

const quote = (text: string, platform: NodeJS.Platform): string =>
  platform !== 'win32' || isPlain(text) ? shellQuote(text) : `"${text.replaceAll('"', '""')}"`;
