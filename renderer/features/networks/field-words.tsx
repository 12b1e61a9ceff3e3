import type { NetworkProblem } from '../../../main/contract/networks';
import { EngineText } from '../../ui/engine-text';
import forms from '../../ui/form.module.css';
import classes from './networks.module.css';

/** What a field is told: `error` by Mantine's name, a warning as its description. */
export function saidOf(problems: readonly NetworkProblem[], path: string, hint = '') {
  const own = problems.filter((problem) => problem.path === path);
  const error = own.find(({ severity }) => severity === 'error');
  const warning = own.find(({ severity }) => severity === 'warning');
  return {
    classNames: { description: forms.hint ?? '', error: forms.hint ?? '' },
    inputWrapperOrder: ['label', 'input', 'description', 'error'] as ('label' | 'input' | 'description' | 'error')[],
    error: error === undefined ? null : <EngineText value={error.message} wrap />,
    description:
      warning === undefined ? (
        hint
      ) : (
        <span className={classes.warn}>
          <EngineText value={warning.message} wrap />
        </span>
      ),
  };
}
