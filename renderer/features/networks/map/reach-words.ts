import type { ConnectOutcome, ReachEvidence, ReachVerdict } from '../../../../main/contract/network-reach';
import { t } from '../../../lib/i18n';

/** A sentence of the verdict's reason; names are hostile. */
export function reasonWords({ reason }: ReachVerdict, from: string, to: string, port: number): string {
  switch (reason) {
    case 'reached':
      return t('{from} reaches {to} on port {port}.', { from, to, port });
    case 'only-published':
      return t('{from} reaches {to} only by way of the host, where port {port} is published. They share no network.', {
        from,
        to,
        port,
      });
    case 'from-not-running':
      return t('{from} does not run, so it reaches nothing.', { from });
    case 'to-not-running':
      return t('{to} does not run (or is paused), so nothing answers.', { to });
    case 'from-no-network':
      return t('{from} has no network (none).', { from });
    case 'to-no-network':
      return t('{to} has no network (none).', { to });
    case 'different-networks':
      return t('They are in different networks. The engine lets nothing through between those.');
    case 'internal-network':
      return t('{from} is in internal networks only: it reaches neither the host nor other networks.', { from });
    case 'nothing-listens':
      return t('Nothing listens on port {port} inside {to}.', { port, to });
    case 'loopback-only':
      return t(
        'Inside {to} the program listens on 127.0.0.1 only, where nobody else reaches it. Make it listen on 0.0.0.0.',
        { to },
      );
    case 'other-address':
      return t('Inside {to} the program listens on another address than those tried.', { to });
    case 'icc-disabled':
      return t('Inter-container communication (ICC) is switched off in the network they share.');
    case 'dropped':
      return t('The way is there, and something listens, but nothing comes back: a firewall or a route drops it.');
    case 'refused':
      return t('The connection was refused, though something listens: a firewall or the program itself does so.');
    case 'no-tool':
      return t(
        'Nothing could try it: neither the container nor any image here has a shell with nc, python, perl, node, php or bash.',
      );
    case 'unknown':
      return t('It could not be connected, and the evidence does not say why.');
  }
}

export interface EvidenceWords {
  readonly good: boolean | null;
  readonly title: string;
  readonly lines: readonly string[];
  readonly cli: string;
}

const OUTCOMES: Readonly<Record<ConnectOutcome, string>> = {
  connected: t('connected'),
  refused: t('refused: nothing takes connections there'),
  timeout: t('no answer in 3 seconds'),
  unreachable: t('unreachable: no route'),
  failed: t('failed'),
  unknown: t('could not be tried'),
};

const runs = ({ running, paused }: { running: boolean; paused: boolean }): string =>
  paused ? t('is paused') : running ? t('runs') : t('does not run');

/** One link of the chain, in words. `good` null: neither. */
export function evidenceWords(evidence: ReachEvidence): EvidenceWords {
  switch (evidence.kind) {
    case 'states': {
      const { from, to } = evidence;
      const good = [from, to].every(({ running, paused }) => running && !paused);
      return {
        good,
        title: good ? t('Both run') : `${from.name} ${runs(from)}, ${to.name} ${runs(to)}`,
        lines: [],
        cli: '',
      };
    }
    case 'networks':
      return networksWords(evidence);
    case 'listening':
      return listeningWords(evidence);
    case 'names':
      return {
        good: evidence.names.some(({ right }) => right) || null,
        title: evidence.names.some(({ right }) => right) ? t('A name leads there') : t('No name leads there'),
        lines: evidence.names.map(({ name, addresses, right }) => {
          if (addresses.length === 0) return t('{name} does not resolve', { name });
          return right
            ? t('{name} is {addresses}', { name, addresses: addresses.join(', ') })
            : t('{name} is {addresses}, which is not the container', { name, addresses: addresses.join(', ') });
        }),
        cli: evidence.cli,
      };
    case 'connects':
      return connectsWords(evidence);
  }
}

type Of<K extends ReachEvidence['kind']> = Extract<ReachEvidence, { kind: K }>;

function networksWords({ shared, from, to, same, cli }: Of<'networks'>): EvidenceWords {
  if (same) return { good: true, title: t('They live in one network namespace'), lines: [], cli };
  if (shared.length === 0) {
    const lines = [
      t('from: {from}', { from: from.join(', ') || t('none') }),
      t('to: {to}', { to: to.join(', ') || t('none') }),
    ];
    return { good: false, title: t('They share no network'), lines, cli };
  }
  const lines = shared.map(({ name, driver, internal, dns, isolated }) =>
    [
      `${name} (${driver})`,
      ...(internal ? [t('internal')] : []),
      ...(dns ? [] : [t("the engine's default: no names resolve in it")]),
      ...(isolated ? [t('ICC is off')] : []),
    ].join(', '),
  );
  const good = shared.every(({ isolated }) => isolated) ? false : true;
  return {
    good,
    title: t('{count, plural, one {They share a network} other {They share # networks}}', { count: shared.length }),
    lines,
    cli,
  };
}

function listeningWords({ port, at, where, detail, cli }: Of<'listening'>): EvidenceWords {
  const lines = at.map((address) => (address.includes(':') ? `[${address}]:${port}` : `${address}:${port}`));
  switch (where) {
    case 'all':
      return { good: true, title: t('Something listens on port {port}', { port }), lines, cli };
    case 'some':
      return {
        good: null,
        title: t('Something listens on port {port}, but not on every address', { port }),
        lines,
        cli,
      };
    case 'loopback':
      return { good: false, title: t('Something listens on port {port}, but on loopback only', { port }), lines, cli };
    case 'nowhere':
      return {
        good: false,
        title: t('Nothing listens on port {port}', { port }),
        lines: detail === '' ? [] : [t('seen in {detail}', { detail })],
        cli,
      };
    case 'unknown':
      return {
        good: null,
        title: t('Nothing could look whether something listens on port {port}', { port }),
        lines: [],
        cli,
      };
  }
}

function connectsWords({ tries, by, cli }: Of<'connects'>): EvidenceWords {
  const open = tries.some(({ outcome }) => outcome === 'connected');
  const lines = tries.map(({ address, port, where, network, outcome, detail }) => {
    const place = {
      network,
      'shared-namespace': t('loopback'),
      host: t('the host'),
      published: t('published on the host'),
      'other-network': network,
    }[where];
    const target = address.includes(':') ? `[${address}]:${port}` : `${address}:${port}`;
    const said = outcome === 'failed' && detail !== '' ? t('failed: {detail}', { detail }) : OUTCOMES[outcome];
    return `${target}${place === '' ? '' : ` (${place})`}: ${said}`;
  });
  const unknown = tries.length === 0 || tries.every(({ outcome }) => outcome === 'unknown');
  const title = unknown
    ? t('No connection could be tried')
    : open
      ? t('A connection was made')
      : t('No connection was made');
  return {
    good: unknown ? null : open,
    title,
    lines: by === '' ? lines : [...lines, t('tried from {by}', { by })],
    cli,
  };
}
