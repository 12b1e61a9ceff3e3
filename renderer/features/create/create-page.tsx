import { useEffect, useMemo, useState, startTransition } from 'react';
import { useSearch } from 'wouter';
import { useActions } from '../../lib/actions/use-actions';
import { t } from '../../lib/i18n';
import { ErrorNotice } from '../../ui/error-notice';
import { Skeleton } from '../../ui/skeleton';
import classes from './create.module.css';
import type { Draft } from './drafts';
import { EditBar, EditPanel } from './edit/edit-parts';
import { EditHead } from './edit/edit-head';
import { useEdit } from './edit/use-edit';
import { CREATE_ACTIONS } from './keys';
import { FormProvider } from './model/form-store';
import { SECTIONS } from './model/sections';
import { EnvTools } from './parts/env-tools';
import { Equivalents } from './parts/equivalents';
import { PageHead } from './parts/page-head';
import { ProblemList } from './parts/problem-list';
import { ProposalLists } from './parts/proposals';
import { RunBar } from './parts/run-bar';
import { RunNotes } from './parts/run-notes';
import { Failed } from './parts/run-progress';
import { SectionIndex } from './parts/section-index';
import { SectionView } from './parts/section-view';
import { useAnswers, useDraft } from './use-draft';
import { useRun } from './use-run';

/** The form that makes a container, makes one like another, or makes another of one. */
export function CreatePage() {
  const search = useSearch();
  const { draft, failure, retry } = useDraft(search);
  const loaded = draft.form((state) => state.loaded);
  return (
    <FormProvider value={draft.form}>
      {failure !== null && !loaded && (
        <div className={classes.alone}>
          <h1 tabIndex={-1}>{t('New container')}</h1>
          <ErrorNotice error={failure} onRetry={retry} />
        </div>
      )}
      {failure === null && !loaded && <Loading />}
      {loaded &&
        (draft.purpose.kind === 'edit' ? (
          <EditForm key={draft.key} draft={draft} />
        ) : (
          <NewForm key={draft.key} draft={draft} />
        ))}
    </FormProvider>
  );
}

const Loading = () => (
  <div className={classes.alone} aria-busy>
    <h1 tabIndex={-1}>{t('New container')}</h1>
    <Skeleton height="10em" />
  </div>
);

interface FormProps {
  readonly draft: Draft;
}

function NewForm({ draft }: FormProps) {
  const run = useRun(draft);
  const [keep, setKeep] = useState(false);
  const [pull, setPull] = useState(false);
  useAnswers(draft, null);
  const begin = (start: boolean): void => run.begin({ start, keep, pull: pull ? 'always' : 'missing' });
  useActions(CREATE_ACTIONS, { submit: () => begin(true) });
  return (
    <div className={classes.page}>
      <PageHead title={draft.purpose.kind === 'clone' ? t('Clone a container') : t('New container')} />
      <div className={classes.body}>
        <SectionIndex />
        <div className={classes.form}>
          {run.failure !== null && <ErrorNotice error={run.failure} />}
          {run.progress?.type === 'failed' && <Failed progress={run.progress} />}
          <ProblemList />
          <RunNotes />
          <Sections />
        </div>
        <aside className={classes.side} aria-label={t('The same for the command line')}>
          <Equivalents />
        </aside>
      </div>
      <RunBar run={run} {...{ keep, pull, begin }} onKeep={setKeep} onPull={setPull} />
    </div>
  );
}

function EditForm({ draft }: FormProps) {
  const edit = useEdit(draft);
  useAnswers(draft, draft.edited?.id ?? null);
  useActions(CREATE_ACTIONS, { submit: () => edit.begin() });
  return (
    <div className={classes.page}>
      <EditHead draft={draft} />
      <div className={classes.body}>
        <SectionIndex />
        <div className={classes.form}>
          <ProblemList />
          <Sections />
        </div>
        <aside className={classes.side} aria-label={t('What changes')}>
          <EditPanel edit={edit} />
          <Equivalents />
        </aside>
      </div>
      <EditBar edit={edit} />
    </div>
  );
}

/** The first section at once, so that one can type; the rest follows without holding that up. */
function Sections() {
  const [all, setAll] = useState(false);
  useEffect(() => startTransition(() => setAll(true)), []);
  const shown = useMemo(() => (all ? SECTIONS : SECTIONS.slice(0, 1)), [all]);
  return (
    <>
      {shown.map((section, index) => (
        <SectionView key={section.id} section={section} first={index === 0}>
          {section.id === 'environment' && <EnvTools />}
        </SectionView>
      ))}
      {all && <ProposalLists />}
    </>
  );
}
