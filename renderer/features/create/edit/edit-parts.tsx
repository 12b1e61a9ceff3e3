import { Link } from 'wouter';
import { errorCode } from '../../../lib/errors';
import { t } from '../../../lib/i18n';
import { Button } from '../../../ui/button';
import { CopyButton } from '../../../ui/copy-button';
import { ErrorNotice } from '../../../ui/error-notice';
import classes from '../create.module.css';
import { Steps } from './steps';
import { ChangeList } from './change-list';
import type { Edit } from './use-edit';
import { SubmitKey } from '../parts/submit-key';

/** What will change, what is lost by it, and how far it is. */
export function EditPanel({ edit }: { readonly edit: Edit }) {
  const { plan, failure, steps } = edit;
  return (
    <>
      {failure !== null && <Failure edit={edit} />}
      {steps.length > 0 && <Steps edit={edit} />}
      <section className={classes.equivalent} aria-label={t('Changes')}>
        <div className={classes.sideHead}>
          <h2>{t('Changes')}</h2>
          {plan.value !== null && plan.value.cli !== '' && (
            <CopyButton text={plan.value.cli} label={t('Copy the docker commands')} />
          )}
        </div>
        {plan.failure !== null && <ErrorNotice error={plan.failure} />}
        {plan.value !== null && <ChangeList plan={plan.value} />}
      </section>
    </>
  );
}

/** Of somebody's change meanwhile there is a way on. */
function Failure({ edit }: { readonly edit: Edit }) {
  if (errorCode(edit.failure) !== 'RECREATE_CONFLICT') return <ErrorNotice error={edit.failure} />;
  return (
    <>
      <ErrorNotice error={edit.failure} />
      <Button onClick={() => edit.readAgain()}>{t('Read again, keeping my changes')}</Button>
    </>
  );
}

const VERBS = { none: t('Nothing to change'), update: t('Change it live'), recreate: t('Recreate it') } as const;
const MOST_SECONDS = 3600;

/** How it is to be done, and the button that does it. */
export function EditBar({ edit }: { readonly edit: Edit }) {
  const { wishes, plan, busy, draft } = edit;
  const way = plan.value?.way ?? 'none';
  const id = draft.edited?.id ?? '';
  return (
    <footer className={classes.foot}>
      <div className={classes.wishes}>
        <label>
          <input
            type="checkbox"
            checked={wishes.automatic}
            disabled={way === 'update'}
            onChange={(event) => edit.setWishes({ ...wishes, automatic: event.currentTarget.checked })}
          />
          {t('Roll back by itself when it does not get well')}
        </label>
        <label>
          {t('within')}
          <input
            type="number"
            className={classes.seconds}
            aria-label={t('Seconds to get well')}
            min={0}
            max={MOST_SECONDS}
            disabled={way === 'update'}
            value={wishes.graceSeconds}
            onChange={({ currentTarget: { valueAsNumber } }) => {
              const within = Math.min(MOST_SECONDS, Math.max(0, Math.floor(valueAsNumber)));
              if (!Number.isNaN(within)) edit.setWishes({ ...wishes, graceSeconds: within });
            }}
          />
          {t('s')}
        </label>
      </div>
      <div className={classes.footButtons}>
        <Link href={`/containers/${encodeURIComponent(id)}`}>{t('Back to the container')}</Link>
        <Button variant="primary" disabled={busy || edit.over || way === 'none'} onClick={() => edit.begin()}>
          {VERBS[way]}
          <SubmitKey />
        </Button>
      </div>
    </footer>
  );
}
