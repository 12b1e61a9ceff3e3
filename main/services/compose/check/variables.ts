import { isSecretName, MASK } from '../../../contract/secrets';
import type { ComposeVariable } from '../../../contract/compose-files';
import type { Reading } from '../model/types';
import type { Problems } from '../reading/problems';
import { placeOf } from '../reading/tree';
import type { PlacedUse } from '../reading/variables';
import { quoted } from '../reading/words';
import { say } from '../../../../texts/say';

/** Those that are not set, where nothing stands in for them. */
export function checkVariables({ uses, environment }: Reading, problems: Problems): void {
  for (const { name, at, required, fallback, alternative } of uses) {
    if (required || fallback !== null || alternative || environment.find(name) !== undefined) continue;
    problems.warning(
      ...[
        at,
        'missing-variable',
        say('The variable {name} is not set; it becomes an empty text.', { name: quoted(name) }),
      ],
      say('Set it in the .env file beside the compose file, or give it a default: {example}.', {
        example: '${NAME:-value}',
      }),
    );
  }
}

function variable(name: string, uses: readonly PlacedUse[], { environment }: Reading): ComposeVariable {
  const known = environment.find(name);
  const fallback = uses.map((use) => use.fallback).find((word) => word !== null) ?? null;
  const value = known?.value ?? fallback;
  const secret = isSecretName(name);
  return {
    ...{ name, secret, value: value === null || value === '' ? value : secret ? MASK : value },
    source: known?.source ?? (fallback === null ? 'none' : 'default'),
    ...{ from: known?.from ?? '', required: uses.some((use) => use.required) },
    places: uses.map(({ at: { source, start, end } }) => {
      const { line, column } = placeOf(source, start);
      return { path: source.path, line, column, endColumn: column + end - start };
    }),
  };
}

/** All that the files use, by name. */
export function variablesOf(reading: Reading): ComposeVariable[] {
  const byName = new Map<string, PlacedUse[]>();
  for (const use of reading.uses) byName.set(use.name, [...(byName.get(use.name) ?? []), use]);
  return [...byName].sort(([a], [b]) => (a < b ? -1 : 1)).map(([name, uses]) => variable(name, uses, reading));
}
