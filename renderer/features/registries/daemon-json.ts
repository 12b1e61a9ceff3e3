import type { AccessSettings } from '../../../main/contract/engine-access';
import type { RegistryList } from '../../../main/contract/registries';
import { maskText } from '../../lib/secrets';

/** What an engine of somebody else's would have to be told. */
export interface DaemonFile {
  /** Its daemon.json, as far as registries go. */
  readonly json: string;
  /** Lines of dockerd's systemd unit, where the engine is too old for proxies in its daemon.json; '': none are needed. */
  readonly unit: string;
  /** A password stands in neither of them. */
  readonly masked: boolean;
}

/** What every engine has by itself. */
const OWN = new Set(['127.0.0.0/8', '::1/128']);
/** The first that takes proxies from its daemon.json. */
const PROXIES_SINCE = 23;

const union = (...lists: readonly (readonly string[])[]): string[] => [...new Set(lists.flat())];
/** The engine says an address with a slash at its end, whether it was written so or not. */
const bare = (mirror: string): string => mirror.replace(/\/$/, '');

/** @param version The engine's; null: not known. */
export function daemonFile(
  engine: RegistryList['engine'],
  { mirrors, insecure, httpProxy, httpsProxy, noProxy }: AccessSettings,
  version: string | null,
): DaemonFile {
  const allMirrors = union((engine?.mirrors ?? []).map(bare), mirrors.map(bare));
  const allInsecure = union(
    (engine?.insecureCidrs ?? []).filter((cidr) => !OWN.has(cidr)),
    engine?.insecureNames ?? [],
    insecure,
  );
  const [http, https] = [maskText(httpProxy), maskText(httpsProxy)];
  const said = [
    ['http-proxy', http],
    ['https-proxy', https],
    ['no-proxy', http + https === '' ? '' : noProxy.join(',')],
  ].filter(([, value]) => value !== '');
  const inFile = version === null || Number.parseInt(version, 10) >= PROXIES_SINCE;
  const settings = {
    ...(allMirrors.length > 0 && { 'registry-mirrors': allMirrors }),
    ...(allInsecure.length > 0 && { 'insecure-registries': allInsecure }),
    ...(inFile && said.length > 0 && { proxies: Object.fromEntries(said) as Record<string, string> }),
  };
  // systemd has a meaning of its own for a single %.
  const lines = said.map(
    ([name = '', value = '']) => `Environment="${name.toUpperCase().replace('-', '_')}=${value.replaceAll('%', '%%')}"`,
  );
  return {
    json: JSON.stringify(settings, null, 2),
    unit: inFile || lines.length === 0 ? '' : ['[Service]', ...lines].join('\n'),
    masked: http !== httpProxy || https !== httpsProxy,
  };
}
