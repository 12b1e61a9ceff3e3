import fs from 'node:fs';

/** What of `%UserProfile%\.wslconfig` bears on the machine. Slipway never writes it: it is for all distributions. */
export interface WslConfig {
  /** Lower case; WSL's own default is `nat`. */
  readonly networkingMode: string;
  readonly localhostForwarding: boolean;
}

const SECTION = /^\s*\[(.+)\]\s*$/;
const SETTING = /^\s*([^#=\s]+)\s*=\s*([^#]*?)\s*(#.*)?$/;

/** INI, as learn.microsoft.com has it in "Advanced settings configuration in WSL"; names of any case. */
export function parseWslConfig(text: string): WslConfig {
  const settings = new Map<string, string>();
  let section = '';
  for (const line of text.split(/\r?\n/)) {
    section = SECTION.exec(line)?.[1]?.trim().toLowerCase() ?? section;
    const [, key, value] = SETTING.exec(line) ?? [];
    // Mirrored networking began as an experiment.
    if (key !== undefined && (section === 'wsl2' || section === 'experimental')) {
      settings.set(key.toLowerCase(), (value ?? '').replace(/^"|"$/g, '').toLowerCase());
    }
  }
  return {
    networkingMode: settings.get('networkingmode') ?? 'nat',
    localhostForwarding: settings.get('localhostforwarding') !== 'false',
  };
}

/** No file is the usual case. */
export function readWslConfig(file: string): WslConfig {
  let text = '';
  try {
    text = fs.readFileSync(file, 'utf8');
  } catch {
    // Its defaults then, as WSL has them.
  }
  return parseWslConfig(text);
}

/** Shares Windows' addresses with the guest, UDP and the network around included. */
export const isMirrored = ({ networkingMode }: WslConfig): boolean => networkingMode === 'mirrored';

/** Whether a port of the guest is heard on Windows' localhost. */
export const reachesLocalhost = (config: WslConfig): boolean =>
  isMirrored(config) ||
  (config.localhostForwarding && config.networkingMode !== 'none' && config.networkingMode !== 'bridged');
