import type { ComposeKey } from '../../../contract/compose-keys/tables';
import { readDuration } from '../../spec/durations';
import { readSize } from '../../spec/sizes';
import { readMount } from '../model/mounts';
import { readPort } from '../model/ports';
import type { Problems } from '../reading/problems';
import { type Node, textOf } from '../reading/tree';
import { didYouMean, quoted } from '../reading/words';

type Format = NonNullable<ComposeKey['format']>;
/** What is wrong, and what to write; null: nothing is. */
type Verdict = { readonly message: string; readonly advice?: string } | null;

const RESTARTS = ['no', 'always', 'on-failure', 'unless-stopped'];

const FORMATS: Readonly<Record<Exclude<Format, 'path'>, (said: string) => Verdict>> = {
  duration: (said) =>
    readDuration(said) === null
      ? { message: `${quoted(said)} is no duration.`, advice: 'Write it as “90s”, “1m30s” or “500ms”.' }
      : null,
  size: (said) =>
    said === '-1' || readSize(said) !== null
      ? null
      : { message: `${quoted(said)} is no size.`, advice: 'Write it as “512m”, “1g” or in bytes.' },
  integer: (said) =>
    /^[-+]?(?:0x[\da-f]+|\d+)$/i.test(said) ? null : { message: `${quoted(said)} is no whole number.` },
  boolean: (said) =>
    /^(?:y|yes|true|on|1|n|no|false|off|0|)$/i.test(said)
      ? null
      : { message: `${quoted(said)} is neither true nor false.` },
  restart: (said) =>
    RESTARTS.includes(said) || /^on-failure:\d+$/.test(said) || said === ''
      ? null
      : {
          message: `${quoted(said)} is no restart policy.`,
          advice: didYouMean(said, RESTARTS) || `It is one of ${RESTARTS.join(', ')}.`,
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
      ...[value.at, 'value', `${quoted(name)} takes one of ${key.values.join(', ')}, not ${quoted(said)}.`],
      didYouMean(said, key.values),
    );
  const { format } = key;
  if (format === undefined || format === 'path') return;
  const verdict = FORMATS[format](said);
  if (verdict !== null) problems.error(value.at, CODES[format] ?? 'value', verdict.message, verdict.advice);
}
