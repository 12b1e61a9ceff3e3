import { Link } from 'wouter';
import type { RecreateProgress } from '../../../../main/contract/recreate';
import { t, Trans } from '../../../lib/i18n';
import { Button } from '../../../ui/button';
import { EngineText } from '../../../ui/engine-text';
import { Notice } from '../../../ui/notice';
import classes from '../create.module.css';
import type { Edit } from './use-edit';

const STEPS = {
  pulling: t('Pulling the image'),
  stopping: t('Stopping the old container'),
  renaming: t('Putting the old one aside'),
  creating: t('Making the new one'),
  connecting: t('Connecting it to its networks'),
  starting: t('Starting it'),
  watching: t('Watching whether it gets well'),
  'rolling-back': t('Bringing the old one back'),
} as const;

type Step = Extract<RecreateProgress, { type: 'step' }>;

/** What was done so far, and how it ended. */
export function Steps({ edit }: { readonly edit: Edit }) {
  const steps = edit.steps.filter((item): item is Step => item.type === 'step');
  const last = edit.steps.at(-1);
  return (
    <section className={classes.equivalent} aria-label={t('Progress')}>
      <div role="status">
        <ol className={classes.steps}>
          {steps.map(({ step, detail }, index) => (
            <li key={index} data-present={(edit.busy && index === steps.length - 1) || undefined}>
              {STEPS[step]} {detail !== '' && <EngineText value={detail} />}
            </li>
          ))}
        </ol>
      </div>
      {last !== undefined && <Ending edit={edit} last={last} />}
    </section>
  );
}

const detailsOf = (id: string): string => `/containers/${encodeURIComponent(id)}`;

function Ending({ edit, last }: { readonly edit: Edit; readonly last: RecreateProgress }) {
  switch (last.type) {
    case 'step':
      return null;
    case 'unwell':
      return <Unwell edit={edit} operation={last.operation} reason={last.reason} />;
    case 'done':
      return (
        <Notice tone="info" title={t('The new container is in place.')}>
          <Warnings warnings={last.warnings} />
          <Trans
            text="The old one is kept, stopped, until you let it go. <link>Go to the new one</link>"
            tags={{ link: (inner) => <Link href={detailsOf(last.newId)}>{inner}</Link> }}
          />
        </Notice>
      );
    case 'updated':
      return (
        <Notice tone="info" title={t('Changed, without a new container.')}>
          <Warnings warnings={last.warnings} />
          <Link href={detailsOf(edit.draft.edited?.id ?? '')}>{t('Go to the container')}</Link>
        </Notice>
      );
    case 'rolled-back':
      return (
        <Notice tone="warn" role="alert" title={t('Rolled back: the old container is in place.')}>
          <EngineText value={last.reason} wrap />
        </Notice>
      );
    case 'failed':
      return (
        <Notice tone="bad" role="alert" title={t('It failed; the container is as it was.')}>
          <EngineText value={last.message} wrap />
        </Notice>
      );
  }
}

const Warnings = ({ warnings }: { readonly warnings: readonly string[] }) =>
  warnings.map((warning, index) => (
    <p key={index}>
      <EngineText value={warning} wrap />
    </p>
  ));

const Unwell = ({ edit, operation, reason }: UnwellProps) => (
  <Notice
    tone="bad"
    role="alert"
    title={t('The new container is not well.')}
    actions={
      <>
        <Button disabled={edit.busy} onClick={() => edit.settle(operation, 'keep')}>
          {t('Keep it')}
        </Button>
        <Button variant="primary" disabled={edit.busy} onClick={() => edit.settle(operation, 'rollback')}>
          {t('Roll back')}
        </Button>
      </>
    }
  >
    <EngineText value={reason} wrap />
  </Notice>
);

interface UnwellProps {
  readonly edit: Edit;
  readonly operation: string;
  readonly reason: string;
}
