import type { SettingsProblem } from '../../../main/contract/settings';
import { errorLine } from '../../lib/errors';
import { t } from '../../lib/i18n';
import { rpc } from '../../rpc/client';
import { useSettings } from '../../rpc/stores/settings-store';
import { Button } from '../../ui/button';
import { EngineText } from '../../ui/engine-text';
import { showToast } from '../../ui/toast-store';
import classes from './settings-page.module.css';

/** Main refuses these: they are changed elsewhere, or are no keys. */
const CHANGEABLE = /^(?!(?:engine|machine|version|\$schema)(?:\.|$))./;

async function takeOut(key: string): Promise<void> {
  try {
    await rpc.call('settings.reset', { keys: [key] });
  } catch (error) {
    showToast('bad', errorLine(error));
  }
}

/** What stands in the settings file and does not count. */
export function ProblemsCard() {
  const problems = useSettings((store) => store.problems);
  if (problems.length === 0) return null;
  return (
    <section aria-label={t('Not in use')} className={classes.section}>
      <h2>{t('In the settings file, but not in use')}</h2>
      <ul className={classes.problems}>
        {problems.map((problem) => (
          <li key={problem.key}>
            <EngineText value={problem.key} mono wrap />
            <p className={classes.about}>
              <Reason problem={problem} />
            </p>
            {CHANGEABLE.test(problem.key) && (
              <Button
                aria-label={t('Take {key} out of the file', { key: problem.key })}
                onClick={() => void takeOut(problem.key)}
              >
                {t('Take out')}
              </Button>
            )}
          </li>
        ))}
      </ul>
    </section>
  );
}

function Reason({ problem: { kind, reason, counts } }: { readonly problem: SettingsProblem }) {
  if (kind === 'unknown') return t('There is no such setting.');
  return (
    <>
      <EngineText value={reason} wrap />{' '}
      {counts === '' ? t('The defaults count.') : t('The default counts: {value}', { value: counts })}
    </>
  );
}
