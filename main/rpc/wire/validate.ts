import { safeParse, type BaseIssue, type GenericSchema } from 'valibot';
import { WireError } from './types';

const PATH_LIMIT = 200;

/** Where in the input, as `ids[3].name`. Valibot's own message is left out: it quotes the value, which may be a secret. */
const placeOf = (issue: BaseIssue<unknown>): string => {
  const place = (issue.path ?? [])
    .map(({ key }) => (typeof key === 'number' ? `[${key}]` : `.${String(key)}`))
    .join('')
    .replace(/^\./, '');
  return place.length > PATH_LIMIT ? `${place.slice(0, PATH_LIMIT)}…` : place;
};

/** The schema's output. Throws WireError INVALID_INPUT, whose message and data name the place and never the value. */
export const parseInput = (schema: GenericSchema, value: unknown): unknown => {
  const result = safeParse(schema, value, { abortEarly: true });
  if (result.success) return result.output;
  const [issue] = result.issues;
  const place = placeOf(issue);
  const expected = issue.expected === null ? '' : `: expected ${issue.expected}`;
  throw new WireError(
    'INVALID_INPUT',
    { path: place },
    `Invalid input${place === '' ? '' : ` at ${place}`}${expected}`,
  );
};
