import type { ComposeKey } from '../../../contract/compose-keys/tables';
import { readDuration } from '../../spec/durations';
import { readSize } from '../../spec/sizes';
import { readMount } from '../model/mounts';
import { readPort } from '../model/ports';
import type { Problems } from '../reading/problems';
import { type Node, textOf } from '../reading/tree';
import { didYouMean, quoted } from '../reading/words';
import { say } from '../../../../texts/say';

type Format = NonNullable<ComposeKey['format']>;
/** What is wrong, and what to write; null: nothing is. */
type Verdict = { readonly message: string; readonly advice?: string } | null;

const RESTARTS = ['no', 'always', 'on-failure', 'unless-stopped'];

const FORMATS: Readonly<Record<Exclude<Format, 'path'>, (said: string) => Verdict>> = {
  duration: (said) =>
    readDuration(said) === null
      ? {
          message: say('{said} is no duration.', { said: quoted(said) }),
          advice: say('Write it as “90s”, “1m30s” or “500ms”.'),
        }
      : null,
  size: (said) =>
    said === '-1' || readSize(said) !== null
      ? null
      : {
          message: say('{said} is no size.', { said: quoted(said) }),
          advice: say('Write it as “512m”, “1g” or in bytes.'),
        },
  integer: (said) =>
    /^[-+]?(?:0x[\da-f]+|\d+)$/i.test(said)
      ? null
      : { message: say('{said} is no whole number.', { said: quoted(said) }) },
  boolean: (said) =>
    /^(?:y|yes|true|on|1|n|no|false|off|0|)$/i.test(said)
      ? null
      : { message: say('{said} is neither true nor false.', { said: quoted(said) }) },
  restart: (said) =>
    RESTARTS.includes(said) || /^on-failure:\d+$/.test(said) || said === ''
      ? null
      : {
          message: say('{said} is no restart policy.', { said: quoted(said) }),
          advice: didYouMean(said, RESTARTS) || say('It is one of {restarts}.', { restarts: RESTARTS.join(', ') }),
        },
  ports: (said) => {
    const read = readPort(said);
    return typeof read === 'string' ? { message: `${quoted(said)}: ${read}` } : null;
  },
  mount: (said) => {
    const read = readMount(said);
    return typeof read === 'string' ? { message: `${quoted(said)}: ${read}` } : null;
  },
};

const CODES: Partial<Record<Format, string>> = { ports: 'port', mount: 'bind' };

/** One value against what its key takes, its kind being right. */
export function checkValue(
  { name, key }: { readonly name: string; readonly key: ComposeKey },
  value: Node,
  problems: Problems,
): void {
  const said = textOf(value);
  // A boolean is of the right kind already.
  if (said === null) return;
  if (key.values !== undefined && !key.values.includes(said))
    problems.error(
      ...[
        value.at,
        'value',
        say('{name} takes one of {values}, not {said}.', {
          name: quoted(name),
          values: key.values.join(', '),
          said: quoted(said),
        }),
      ],
      didYouMean(said, key.values),
    );
  const { format } = key;
  if (format === undefined || format === 'path') return;
  const verdict = FORMATS[format](said);
  if (verdict !== null) problems.error(value.at, CODES[format] ?? 'value', verdict.message, verdict.advice);
}
