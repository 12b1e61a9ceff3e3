import type { RunStep } from '../../../../main/contract/compose-runs';
import { t } from '../../../lib/i18n';
import { durationWords } from '../../../lib/time';
import { EngineText } from '../../../ui/engine-text';
import classes from '../compose.module.css';
import { StepMark } from '../marks';

/** What compose says of each thing, in the order in which it came to them. */
export const StepList = ({ steps }: { readonly steps: readonly RunStep[] }) => (
  // The keyboard must be able to scroll it.
  <ul className={classes.steps} aria-label={t('Steps')} tabIndex={0}>
    {steps.map((step) => (
      <li key={step.id} className={classes.step}>
        <span className={classes.dim}>{step.kind}</span>
        <span className={classes.stepName}>
          <EngineText value={step.name} />
        </span>
        <StepMark step={step} />
        <span className={classes.stepTime}>{step.durationMs === null ? '' : durationWords(step.durationMs)}</span>
      </li>
    ))}
  </ul>
);
