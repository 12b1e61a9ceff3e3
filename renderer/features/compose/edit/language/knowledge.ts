import type { ComposeCheck, ComposeVariable } from '../../../../../main/contract/compose-files';
import { withoutControls } from '../../../../lib/control-characters';
import { t } from '../../../../lib/i18n';

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
      return t("Slipway's environment");
    case 'file':
      return withoutControls(from);
    case 'default':
      return t('the default written there');
    case 'none':
      return t('nowhere');
  }
}

/** A variable's value in a line; secret ones come masked. */
export function variableWords(variable: ComposeVariable): string {
  const { name, value, required } = variable;
  if (value === null)
    return required
      ? t('{name} has no value, and compose stops without one.', { name })
      : t('{name} has no value: it is left empty.', { name });
  return t('{name} = {withoutControls}\nfrom {variable}', {
    name,
    withoutControls: withoutControls(value),
    variable: originOf(variable),
  });
}
