import type { Named } from './discovered';

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

function quote(text: string, platform: NodeJS.Platform): string {
  if (/^[\w@%+=:,./-]+$/.test(text)) return text;
  return platform === 'win32' ? `"${text.replaceAll('"', '""')}"` : `'${text.replaceAll("'", `'\\''`)}'`;
}
