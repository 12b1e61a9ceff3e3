import type { ScalarTag, Tags } from 'yaml';
import { say } from '../../../../texts/say';

const digits = (said: string): string => said.replaceAll('_', '').replace(/^\+/, '');

const int = (test: RegExp, resolve: (said: string) => number): ScalarTag => ({
  ...{ default: true, tag: 'tag:yaml.org,2002:int', test, resolve },
});

/** Numbers that YAML 1.2 has no more, and that every compose reads: `0755` to the base 8, `1_000`. */
const OLDER_NUMBERS: readonly ScalarTag[] = [
  int(/^[-+]?0_*[0-7][0-7_]*$/, (said) => parseInt(digits(said), 8)),
  int(/^[-+]?[1-9][0-9]*_[0-9_]*$/, (said) => Number(digits(said))),
  int(/^[-+]?0b[01_]+$/, (said) => parseInt(digits(said).replace('0b', ''), 2)),
];

/** For `customTags` of the YAML library. */
export const composeScalars = (tags: Tags): Tags => [...OLDER_NUMBERS, ...tags];

const SEXAGESIMAL = /^[-+]?[1-9][0-9_]*(?::[0-5]?[0-9])+$/;
const OLD_FLAG = /^(?:yes|no|on|off)$/i;

/** What YAML 1.1, and so docker-compose before its second line, makes of an unquoted text; null: the same. */
export const olderMeaning = (said: string): string | null =>
  SEXAGESIMAL.test(said) ? say('a number to the base 60') : OLD_FLAG.test(said) ? say('true or false') : null;
