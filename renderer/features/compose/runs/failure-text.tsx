import { t } from '../../../lib/i18n';
import { EngineText } from '../../../ui/engine-text';
import classes from '../compose.module.css';

/** Why a run failed, in the words of compose, line by line. */
export const FailureText = ({ failure }: { readonly failure: string }) => (
  // The keyboard must be able to scroll it.
  <div className={classes.failure} role="group" aria-label={t('Why it failed')} tabIndex={0}>
    {failure.split('\n').map((line, at) => (
      <EngineText key={at} value={line.replace(/\r$/, '')} wrap />
    ))}
  </div>
);
