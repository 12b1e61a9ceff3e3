import type { RunStep } from '../../../contract/compose-runs';

/** What one line says of one thing. */
export interface Said {
  readonly kind: RunStep['kind'];
  readonly name: string;
  readonly text: string;
  readonly state: RunStep['state'];
  /** It is said before it is done, and nothing is said of its end: the next step tells it. */
  readonly open?: boolean;
}

type Rule = readonly [pattern: RegExp, read: (groups: readonly string[]) => Said];

const said = (kind: Said['kind'], name: string, text: string, state: Said['state']): Said => ({
  ...{ kind, name, text, state },
});
const begun = (kind: Said['kind'], name: string, text: string): Said => ({
  ...said(kind, name, text, 'working'),
  open: true,
});

/** `Creating web_1 ... done`, of the first line. */
const DOTTED = /^([A-Z][a-z]+(?: and [a-z]+)?) (\S+)\s+\.\.\. ?(.*)$/;

function readDotted([, verb = '', name = '', ending = '']: readonly string[]): Said {
  const kind = verb === 'Pulling' || verb === 'Pushing' ? 'image' : 'container';
  if (ending === 'done') return said(kind, name, verb, 'done');
  const failed = ending === 'error' || ending === 'failed';
  return said(kind, name, failed || ending === '' ? verb : `${verb}: ${ending}`, failed ? 'failed' : 'working');
}

const KINDS: Readonly<Record<string, Said['kind']>> = {
  Container: 'container',
  Network: 'network',
  Volume: 'volume',
  Image: 'image',
  Service: 'service',
};

/** Of the second line's words those that end something; others that end in -ing, and `Recreate`, do not. */
const OVER =
  /^(?:Created|Started|Running|Healthy|Exited|Stopped|Removed|Pulled|Built|Recreated|Paused|Unpaused|Killed|Restarted|Skipped|Exists|Pushed|Waited|Resource is still in use)\b/;
const FAILED = /^(?:Error|Interrupted|Failed)\b/;

/** Other lines begin like steps: `Image for service web was built …`. */
const SECOND_WORDS = [
  ...['Creat(?:ing|ed)', 'Recreated?', 'Recreating', 'Start(?:ing|ed)', 'Running', 'Waiting', 'Waited', 'Healthy'],
  ...['Exited', 'Exists', 'Stopp(?:ing|ed)', 'Remov(?:ing|ed)', 'Pull(?:ing|ed)', 'Push(?:ing|ed)', 'Buil(?:ding|t)'],
  ...['(?:Unp|P)aus(?:ing|ed)', 'Kill(?:ing|ed)', 'Restart(?:ing|ed)', 'Skipped', 'Warning', 'Resource is still'],
  ...['Error', 'Interrupted', 'Failed', 'Working'],
].join('|');

function stateOf(text: string): Said['state'] {
  if (FAILED.test(text)) return 'failed';
  return OVER.test(text) ? 'done' : 'working';
}

const RULES: readonly Rule[] = [
  // The first line.
  [/^(\S+) is up-to-date$/, ([, name = '']) => said('container', name, 'up-to-date', 'done')],
  [/^Creating network "(.+)" with /, ([, name = '']) => begun('network', name, 'Creating')],
  [/^Creating volume "(.+)" with /, ([, name = '']) => begun('volume', name, 'Creating')],
  [
    /^Removing (network|volume|image) (\S+)$/,
    ([, kind, name = '']) => begun(kind === 'network' || kind === 'volume' ? kind : 'image', name, 'Removing'),
  ],
  [/^Removing orphan container "(.+)"$/, ([, name = '']) => begun('container', name, 'Removing')],
  [/^Recreating (\S+) with /, ([, name = '']) => begun('network', name, 'Recreating')],
  [/^Building (\S+)$/, ([, name = '']) => begun('service', name, 'Building')],
  [/^Pulling (\S+) \((.+)\)\.\.\.$/, ([, name = '']) => begun('image', name, 'Pulling')],
  [DOTTED, readDotted],
  // The second.
  [
    new RegExp(`^ ?(Container|Network|Volume|Image|Service) "?([^"\\s]+)"?\\s+((?:${SECOND_WORDS})\\b.*?)\\s*$`),
    ([, kind = '', name = '', text = '']) => said(KINDS[kind] ?? 'service', name, text, stateOf(text)),
  ],
  [
    /^ ([\w.-]+) ((?:Pulling|Pulled|Building|Built|Skipped|Interrupted|Error)(?: \S.*?)?)\s*$/,
    ([, name = '', text = '']) => said('image', name, text, stateOf(text)),
  ],
];

/** Layers are told in the same words, by their ids. */
const LAYER = /^ [0-9a-f]{12} /;

/** null: the line is of no step. */
export function readLine(line: string): Said | null {
  if (LAYER.test(line)) return null;
  for (const [pattern, read] of RULES) {
    const groups = pattern.exec(line);
    if (groups !== null) return read(groups);
  }
  return null;
}
