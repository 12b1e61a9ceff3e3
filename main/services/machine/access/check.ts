import net from 'node:net';
import type { AccessProblem, AccessSettings } from '../../../contract/engine-access';
import { REGISTRY } from '../../../contract/image-name';
import { withoutCredentials } from '../../engine/without-credentials';
import { readAuthorities } from './authorities';
import { say } from '../../../../texts/say';

const MIRROR = /^https?:\/\/([^/?#@\s]+)\/?$/i;
const PROXY_SCHEMES = new Set(['http:', 'https:', 'socks5:']);
/** What the guest's shell and Go's URLs take alike. */
const PRINTABLE = /^[\x21-\x7e]+$/;
const NO_PROXY = /^(?:\*|[\w.*:[\]-]+(?:\/\d{1,3})?)$/;
const LAST_PORT = 65_535;
const SHOWN = 100;

const quoted = (value: string): string => `"${withoutCredentials(value).slice(0, SHOWN)}"`;

function portIsRight(host: string): boolean {
  const [, port] = /:(\d+)$/.exec(host) ?? [];
  return port === undefined || (Number(port) > 0 && Number(port) <= LAST_PORT);
}

function addressIsRight(host: string): boolean {
  const [, address] = /^\[(.*)\]/.exec(host) ?? [];
  return address === undefined || net.isIPv6(address);
}

/** As distribution's reference has it, and the engine checks it. */
const isHost = (host: string): boolean => REGISTRY.test(host) && portIsRight(host) && addressIsRight(host);

function isRange(value: string): boolean {
  const [, address = '', bits = ''] = /^(.+)\/(\d{1,3})$/.exec(value) ?? [];
  const family = net.isIP(address);
  return family !== 0 && Number(bits) <= (family === 4 ? 32 : 128);
}

const mirrorProblem = (value: string): string | null =>
  isHost(MIRROR.exec(value)?.[1] ?? '') && URL.canParse(value)
    ? null
    : say('{value} is no mirror: one is an address without a path or a user, as https://mirror.example.com.', {
        value: quoted(value),
      });

const insecureProblem = (value: string): string | null =>
  isHost(value) || isRange(value)
    ? null
    : say(
        '{value} is no registry: one is a host with its port, as registry.example.com:5000, or a range, as 10.0.0.0/8.',
        { value: quoted(value) },
      );

/** Never quotes it: it may hold a password. */
function proxyProblem(value: string): string | null {
  if (value === '') return null;
  const url = PRINTABLE.test(value) && URL.canParse(value) ? new URL(value) : null;
  if (url === null || !PROXY_SCHEMES.has(url.protocol) || url.hostname === '' || !/^[\w.:[\]-]+$/.test(url.hostname))
    return say(
      'A proxy is an address as http://proxy.example.com:3128; characters such as @ and / in a password are written as %40 and %2F.',
    );
  const more = url.pathname.replace(/^\/$/, '') + url.search + url.hash;
  return more === '' ? null : say('A proxy has no path after its port.');
}

const noProxyProblem = (value: string): string | null =>
  NO_PROXY.test(value)
    ? null
    : say('{value} is no host, domain or range: as registry.example.com, .example.com or 10.0.0.0/8.', {
        value: quoted(value),
      });

/** What is wrong, each as a sentence without any password; what has no problem here no engine refuses. */
export function accessProblems(access: AccessSettings): AccessProblem[] {
  const { mirrors, insecure, httpProxy, httpsProxy, noProxy, authorities } = access;
  const of = (field: AccessProblem['field'], messages: readonly (string | null)[]): AccessProblem[] =>
    messages.filter((message) => message !== null).map((message) => ({ field, message }));
  return [
    ...of('mirrors', mirrors.map(mirrorProblem)),
    ...of('insecure', insecure.map(insecureProblem)),
    ...of('httpProxy', [proxyProblem(httpProxy)]),
    ...of('httpsProxy', [proxyProblem(httpsProxy)]),
    ...of('noProxy', noProxy.map(noProxyProblem)),
    ...of(
      'authorities',
      authorities.map((text) => readAuthorities(text).problem),
    ),
  ];
}
