import type { ImageRow } from '../../../main/contract/images';
import { hasLabel, isWithin, parseTerms, type Term } from '../../lib/filter-terms';
import { filterText, isDangling, repositoryOf } from './words';

/** Field terms of the filter: `repo:nginx tag:1.25 -used:yes`. */
const FIELDS = ['repo', 'tag', 'digest', 'id', 'label', 'used', 'running', 'dangling', 'kept'] as const;
type Field = (typeof FIELDS)[number];

/** Of `team/app:1`; '': it has none. */
const tagOf = (reference: string): string => reference.slice(repositoryOf(reference).length + 1);

const bare = (digest: string): string => digest.replace(/^sha256:/, '');

/** Also while the word is still being typed. */
const isSo = (holds: boolean, value: string): boolean =>
  ('yes'.startsWith(value) && holds) || ('no'.startsWith(value) && !holds);

function isUsed({ usedBy }: ImageRow, term: Term<Field>): boolean {
  if (term.value === 'yes' || term.value === 'no') return isSo(usedBy.length > 0, term.value);
  return usedBy.some(({ name }) => isWithin(name, term));
}

const labelsOf = ({ labels }: ImageRow): [string, string][] =>
  Object.entries(labels).map(([key, value]) => [key.toLowerCase(), value.toLowerCase()]);

function meets(row: ImageRow, term: Term<Field>): boolean {
  const { field, value } = term;
  switch (field) {
    case null:
      return filterText(row).includes(value);
    case 'repo':
      return [...row.tags, ...row.digests].some((name) => isWithin(repositoryOf(name), term));
    case 'tag':
      return row.tags.some((name) => isWithin(tagOf(name), term));
    case 'digest':
      return row.digests.some((name) => bare(name.slice(name.indexOf('@') + 1)).startsWith(bare(value)));
    case 'id':
      return bare(row.id).startsWith(bare(value));
    case 'label':
      return hasLabel(labelsOf(row), value);
    case 'used':
      return isUsed(row, term);
    case 'running':
      return isSo(
        row.usedBy.some(({ running }) => running),
        value,
      );
    case 'dangling':
      return isSo(isDangling(row), value);
    case 'kept':
      return isSo(row.kept, value);
  }
}

/** What a filter lets through. */
export function imageMatcher(filter: string): (row: ImageRow) => boolean {
  const terms = parseTerms(filter, FIELDS);
  return (row) => terms.every((term) => meets(row, term) !== term.negated);
}
