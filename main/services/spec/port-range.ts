export interface PortRange {
  readonly first: number;
  readonly last: number;
}

const LAST_PORT = 65_535;

/** `80` or `8000-8010`; null: neither, or no port. */
export function portRange(said: string): PortRange | null {
  const parts = /^(\d{1,5})(?:-(\d{1,5}))?$/.exec(said);
  if (parts?.[1] === undefined) return null;
  const first = Number(parts[1]);
  const last = Number(parts[2] ?? parts[1]);
  return first <= last && last <= LAST_PORT ? { first, last } : null;
}

export const rangeText = ({ first, last }: PortRange): string =>
  first === last ? String(first) : `${String(first)}-${String(last)}`;

/** `80/tcp`, `100-110/udp`; without a protocol it is TCP. */
export function portAndProtocol(said: string): { readonly port: string; readonly protocol: string } {
  const [port = '', protocol = ''] = said.split('/', 2);
  return { port, protocol: protocol === '' ? 'tcp' : protocol.toLowerCase() };
}

/** Every port of a range with its protocol, as the API names them: `80/tcp`. What is no range stays one word. */
export function portKeys(range: string, protocol: string): readonly string[] {
  const parsed = portRange(range);
  if (parsed === null) return [`${range}/${protocol}`];
  const { first, last } = parsed;
  return Array.from({ length: last - first + 1 }, (_, index) => `${String(first + index)}/${protocol}`);
}
