import { IconPlayerPlay } from '@tabler/icons-react';
import { useEffect } from 'react';
import { t } from '../../lib/i18n';
import { Button } from '../../ui/button';
import { CopyButton } from '../../ui/copy-button';
import { CheckRow } from './check-row';
import { runAll, useChecks } from './checks-store';
import classes from './diagnostics.module.css';
import { asText, countWords } from './words';

export function ChecksView() {
  const { results, order, running, done } = useChecks();
  useEffect(() => {
    // Whoever comes here asks what is wrong; what was found before is kept.
    if (!useChecks.getState().done) void runAll();
  }, []);
  const shown = order.flatMap((id) => results.get(id) ?? []);
  return (
    <section className={classes.view} aria-label={t('Checks')} aria-busy={running}>
      <header className={classes.tools}>
        {/* Told once, at the end: each by itself would be a flood. */}
        <span role="status" className={classes.counts}>
          {running ? t('Looking…') : done ? countWords(shown) : ''}
        </span>
        <CopyButton text={() => asText(shown)} label={t('Copy as text')} withText />
        <Button variant="primary" icon={<IconPlayerPlay size={15} />} disabled={running} onClick={() => void runAll()}>
          {t('Run all')}
        </Button>
      </header>
      <ol className={classes.checks} aria-label={t('Results')}>
        {shown.map((result) => (
          <CheckRow key={result.id} result={result} />
        ))}
      </ol>
    </section>
  );
}
