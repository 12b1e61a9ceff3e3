import { IconDownload } from '@tabler/icons-react';
import type { ImageCheck } from '../../../../main/contract/pulls';
import { withoutControls } from '../../../lib/control-characters';
import { t } from '../../../lib/i18n';
import { useNow } from '../../../lib/use-now';
import { EngineText } from '../../../ui/engine-text';
import { IconButton } from '../../../ui/icon-button';
import classes from '../pulls.module.css';
import { resultWords, usersWords } from './check-words';

interface Props {
  readonly checks: readonly ImageCheck[];
  readonly onPull: (reference: string) => void;
}

export function CheckList({ checks, onPull }: Props) {
  const now = useNow(10_000);
  return (
    <ul className={classes.checks} aria-label={t('Tags in use')}>
      {checks.map((check) => (
        <li key={check.reference} tabIndex={-1} className={classes.check} data-result={check.result}>
          <div className={classes.facts}>
            <EngineText value={check.reference} mono />
            <span className={classes.result}>{resultWords(check, now)}</span>
            {check.failure !== null && (
              <span className={classes.said}>
                <EngineText value={check.failure.message} wrap />
              </span>
            )}
            <span className={classes.state}>{usersWords(check)}</span>
          </div>
          {check.result === 'newer' && (
            <IconButton
              label={t('Pull {reference}', { reference: withoutControls(check.reference) })}
              icon={<IconDownload size={15} />}
              onClick={({ currentTarget }) => {
                // The button goes when it is pulled.
                currentTarget.closest('li')?.focus();
                onPull(check.reference);
              }}
            />
          )}
        </li>
      ))}
    </ul>
  );
}
