import type { ComposeCheck, ComposeVariable } from '../../../../../main/contract/compose-files';
import { withoutControls } from '../../../../lib/control-characters';

/** What is known of the files by the last check: for completion, and for words on hover. */
export type Knowledge = Pick<ComposeCheck, 'names' | 'variables'>;

export const NOTHING_KNOWN: Knowledge = {
  names: { services: [], networks: [], volumes: [], configs: [], secrets: [], profiles: [] },
  variables: [],
};

/** Where a variable's value comes from. */
export function originOf({ source, from }: Pick<ComposeVariable, 'source' | 'from'>): string {
  switch (source) {
    case 'environment':
      return "Slipway's environment";
    case 'file':
      return withoutControls(from);
    case 'default':
      return 'the default written there';
    case 'none':
      return 'nowhere';
  }
}

/** A variable's value in a line; secret ones come masked. */
export function variableWords(variable: ComposeVariable): string {
  const { name, value, required } = variable;
  if (value === null)
    return required
      ? `${name} has no value, and compose stops without one.`
      : `${name} has no value: it is left empty.`;
  return `${name} = ${withoutControls(value)}\nfrom ${originOf(variable)}`;
}
