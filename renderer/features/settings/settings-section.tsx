import { type ReactNode, useId, useState } from 'react';
import { t } from '../../lib/i18n';
import { useSettings } from '../../rpc/stores/settings-store';
import { Button } from '../../ui/button';
import { ResetDialog } from './reset-dialog';
import { resettable } from './saving';
import type { Section } from './sections';
import classes from './settings-page.module.css';

interface Props {
  readonly section: Section;
  readonly hidden: boolean;
  readonly children: ReactNode;
}

/** One part of the page, with a way back to the defaults of all in it. */
export function SettingsSection({ section: { id, title, about, keys }, hidden, children }: Props) {
  const heading = useId();
  const [asking, setAsking] = useState(false);
  const changed = useSettings(({ value }) => (value === null ? 0 : resettable(value, keys).length));
  return (
    <section id={id} aria-labelledby={heading} hidden={hidden} className={classes.section}>
      <header className={classes.head}>
        <h2 id={heading} tabIndex={-1}>
          {title}
        </h2>
        {changed > 0 && (
          <Button variant="subtle" className={classes.resetAll} onClick={() => setAsking(true)}>
            {t('Reset {count, plural, one {# setting} other {# settings}}…', { count: changed })}
          </Button>
        )}
      </header>
      {about !== undefined && <p className={classes.about}>{about}</p>}
      {children}
      {asking && <ResetDialog title={title} keys={keys} onClose={() => setAsking(false)} />}
    </section>
  );
}
