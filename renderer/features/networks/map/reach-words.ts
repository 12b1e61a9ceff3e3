import type { ConnectOutcome, ReachEvidence, ReachVerdict } from '../../../../main/contract/network-reach';

/** A sentence of the verdict's reason; names are hostile. */
export function reasonWords({ reason }: ReachVerdict, from: string, to: string, port: number): string {
  switch (reason) {
    case 'reached':
      return `${from} reaches ${to} on port ${port}.`;
    case 'only-published':
      return `${from} reaches ${to} only by way of the host, where port ${port} is published. They share no network.`;
    case 'from-not-running':
      return `${from} does not run, so it reaches nothing.`;
    case 'to-not-running':
      return `${to} does not run (or is paused), so nothing answers.`;
    case 'from-no-network':
      return `${from} has no network (none).`;
    case 'to-no-network':
      return `${to} has no network (none).`;
    case 'different-networks':
      return 'They are in different networks. The engine lets nothing through between those.';
    case 'internal-network':
      return `${from} is in internal networks only: it reaches neither the host nor other networks.`;
    case 'nothing-listens':
      return `Nothing listens on port ${port} inside ${to}.`;
    case 'loopback-only':
      return `Inside ${to} the program listens on 127.0.0.1 only, where nobody else reaches it. Make it listen on 0.0.0.0.`;
    case 'other-address':
      return `Inside ${to} the program listens on another address than those tried.`;
    case 'icc-disabled':
      return 'Inter-container communication (ICC) is switched off in the network they share.';
    case 'dropped':
      return 'The way is there, and something listens, but nothing comes back: a firewall or a route drops it.';
    case 'refused':
      return 'The connection was refused, though something listens: a firewall or the program itself does so.';
    case 'no-tool':
      return 'Nothing could try it: neither the container nor any image here has a shell with nc, python, perl, node, php or bash.';
    case 'unknown':
      return 'It could not be connected, and the evidence does not say why.';
  }
}

export interface EvidenceWords {
  readonly good: boolean | null;
  readonly title: string;
  readonly lines: readonly string[];
  readonly cli: string;
}

const OUTCOMES: Readonly<Record<ConnectOutcome, string>> = {
  connected: 'connected',
  refused: 'refused: nothing takes connections there',
  timeout: 'no answer in 3 seconds',
  unreachable: 'unreachable: no route',
  failed: 'failed',
  unknown: 'could not be tried',
};

const runs = ({ running, paused }: { running: boolean; paused: boolean }): string =>
  paused ? 'is paused' : running ? 'runs' : 'does not run';

/** One link of the chain, in words. `good` null: neither. */
export function evidenceWords(evidence: ReachEvidence): EvidenceWords {
  switch (evidence.kind) {
    case 'states': {
      const { from, to } = evidence;
      const good = [from, to].every(({ running, paused }) => running && !paused);
      return {
        good,
        title: good ? 'Both run' : `${from.name} ${runs(from)}, ${to.name} ${runs(to)}`,
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
        title: evidence.names.some(({ right }) => right) ? 'A name leads there' : 'No name leads there',
        lines: evidence.names.map(({ name, addresses, right }) => {
          if (addresses.length === 0) return `${name} does not resolve`;
          return `${name} is ${addresses.join(', ')}${right ? '' : ', which is not the container'}`;
        }),
        cli: evidence.cli,
      };
    case 'connects':
      return connectsWords(evidence);
  }
}

type Of<K extends ReachEvidence['kind']> = Extract<ReachEvidence, { kind: K }>;

function networksWords({ shared, from, to, same, cli }: Of<'networks'>): EvidenceWords {
  if (same) return { good: true, title: 'They live in one network namespace', lines: [], cli };
  if (shared.length === 0) {
    const lines = [`from: ${from.join(', ') || 'none'}`, `to: ${to.join(', ') || 'none'}`];
    return { good: false, title: 'They share no network', lines, cli };
  }
  const lines = shared.map(({ name, driver, internal, dns, isolated }) =>
    [
      `${name} (${driver})`,
      ...(internal ? ['internal'] : []),
      ...(dns ? [] : ["the engine's default: no names resolve in it"]),
      ...(isolated ? ['ICC is off'] : []),
    ].join(', '),
  );
  const good = shared.every(({ isolated }) => isolated) ? false : true;
  return {
    good,
    title: shared.length === 1 ? 'They share a network' : `They share ${shared.length} networks`,
    lines,
    cli,
  };
}

function listeningWords({ port, at, where, detail, cli }: Of<'listening'>): EvidenceWords {
  const lines = at.map((address) => (address.includes(':') ? `[${address}]:${port}` : `${address}:${port}`));
  switch (where) {
    case 'all':
      return { good: true, title: `Something listens on port ${port}`, lines, cli };
    case 'some':
      return { good: null, title: `Something listens on port ${port}, but not on every address`, lines, cli };
    case 'loopback':
      return { good: false, title: `Something listens on port ${port}, but on loopback only`, lines, cli };
    case 'nowhere':
      return {
        good: false,
        title: `Nothing listens on port ${port}`,
        lines: detail === '' ? [] : [`seen in ${detail}`],
        cli,
      };
    case 'unknown':
      return { good: null, title: `Nothing could look whether something listens on port ${port}`, lines: [], cli };
  }
}

function connectsWords({ tries, by, cli }: Of<'connects'>): EvidenceWords {
  const open = tries.some(({ outcome }) => outcome === 'connected');
  const lines = tries.map(({ address, port, where, network, outcome, detail }) => {
    const place = {
      network,
      'shared-namespace': 'loopback',
      host: 'the host',
      published: 'published on the host',
      'other-network': network,
    }[where];
    const target = address.includes(':') ? `[${address}]:${port}` : `${address}:${port}`;
    const said = outcome === 'failed' && detail !== '' ? `failed: ${detail}` : OUTCOMES[outcome];
    return `${target}${place === '' ? '' : ` (${place})`}: ${said}`;
  });
  const unknown = tries.length === 0 || tries.every(({ outcome }) => outcome === 'unknown');
  const title = unknown ? 'No connection could be tried' : open ? 'A connection was made' : 'No connection was made';
  return { good: unknown ? null : open, title, lines: by === '' ? lines : [...lines, `tried from ${by}`], cli };
}
