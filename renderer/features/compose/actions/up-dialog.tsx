import { Checkbox } from '@mantine/core';
import { useState } from 'react';
import { useLocation } from 'wouter';
import type { ProjectDetails } from '../../../../main/contract/compose';
import { t } from '../../../lib/i18n';
import { Button } from '../../../ui/button';
import { Dialog } from '../../../ui/dialog';
import { ErrorNotice } from '../../../ui/error-notice';
import forms from '../../../ui/form.module.css';
import { Skeleton } from '../../../ui/skeleton';
import classes from '../compose.module.css';
import { useCli } from '../compose-store';
import { PlanView } from '../plan/plan-view';
import { editorPath } from '../routes';
import { DialogTitle } from '../dialog-title';
import { useProject } from '../use-project';
import { isPlanned, upWish } from '../wishes';
import { Choice } from './choice';
import { CommandPreview } from './command-preview';
import { ProfileChoice } from './profile-choice';
import { closeQuestion } from './questions-store';
import { ScaleFields } from './scale-fields';
import { ServiceChoice } from './service-choice';
import { useStart } from './use-start';

type UpWish = ReturnType<typeof upWish>;

interface Props {
  readonly projectKey: string;
  /** Chosen at first; none: all. */
  readonly services: readonly string[];
}

/** What an up would do, how it is called, and the way to begin it. */
export function UpDialog({ projectKey, services }: Props) {
  const { details, error: lost } = useProject(projectKey);
  const [wish, setWish] = useState<UpWish>(() => upWish(services));
  const { busy, error, run } = useStart(projectKey, wish);
  const change = (part: Partial<UpWish>): void => setWish({ ...wish, ...part });
  const name = details?.row.name ?? projectKey;
  const off = busy || (details?.row.place ?? null) === null;
  return (
    <Dialog
      opened
      width="wide"
      title={<DialogTitle words={t('Up')} name={name} />}
      onClose={closeQuestion}
      actions={
        <>
          <Button onClick={closeQuestion}>{t('Cancel')}</Button>
          {/* It has the focus from the beginning, so it must be able to. */}
          <Button variant="primary" data-autofocus aria-disabled={off || undefined} onClick={() => !off && run()}>
            {t('Up')}
          </Button>
        </>
      }
    >
      <div className={forms.form}>
        {details === null ? <Skeleton width="60%" /> : <Plan {...{ projectKey, details, wish }} />}
        {lost !== null && <ErrorNotice error={lost} />}
        {details !== null && <Options {...{ projectKey, details, wish, change }} />}
        <CommandPreview {...{ projectKey, wish }} place={details?.row.place} />
        {error !== null && <ErrorNotice error={error} />}
      </div>
    </Dialog>
  );
}

interface PlanProps {
  readonly projectKey: string;
  readonly details: ProjectDetails;
  readonly wish: UpWish;
}

function Plan({ projectKey, details, wish }: PlanProps) {
  const [, navigate] = useLocation();
  const { place } = details.row;
  if (place === null) return null;
  return (
    // The keyboard must be able to scroll it.
    <div role="group" aria-label={t('What it would do')} className={classes.plan} tabIndex={0}>
      <PlanView
        {...{ projectKey, place, unsaved: NOTHING_UNSAVED }}
        removeOrphans={wish.removeOrphans}
        onGo={(path, line) => {
          closeQuestion();
          navigate(editorPath(projectKey, { path, line }));
        }}
      />
      {!isPlanned(wish) && (
        <p className={classes.dim} role="status">
          {t('This is the plan of an up without the options that are chosen below.')}
        </p>
      )}
    </div>
  );
}

/** Kept the same, so that a plan is not asked for anew with each rendering. */
const NOTHING_UNSAVED = [] as const;

interface OptionsProps extends PlanProps {
  readonly change: (part: Partial<UpWish>) => void;
}

function Options({ projectKey, details, wish, change }: OptionsProps) {
  const { cli } = useCli();
  const services = details.services.filter(({ inFiles }) => inFiles);
  const old = cli?.second === false;
  return (
    <>
      <div className={classes.options}>
        <Choice label={t('Build')} value={wish.build} options={BUILD} onChange={(build) => change({ build })} />
        <Choice
          label={t('Pull')}
          value={wish.pull}
          options={old ? PULL.slice(0, 2) : PULL}
          onChange={(pull) => change({ pull })}
        />
        <Choice
          label={t('Recreate')}
          value={wish.recreate}
          options={RECREATE}
          onChange={(recreate) => change({ recreate })}
        />
      </div>
      <div className={classes.checks}>
        <Checkbox
          size="xs"
          label={t('Remove orphans')}
          checked={wish.removeOrphans}
          onChange={({ currentTarget: { checked } }) => change({ removeOrphans: checked })}
        />
        <Checkbox
          size="xs"
          label={t('Without what they depend on')}
          disabled={wish.services.length === 0}
          checked={wish.noDeps}
          onChange={({ currentTarget: { checked } }) => change({ noDeps: checked })}
        />
        <Checkbox
          size="xs"
          label={t('New anonymous volumes')}
          checked={wish.renewVolumes}
          onChange={({ currentTarget: { checked } }) => change({ renewVolumes: checked })}
        />
      </div>
      <ServiceChoice
        legend={t('Services')}
        services={services}
        chosen={wish.services}
        onChange={(chosen) => change({ services: [...chosen], noDeps: chosen.length > 0 && wish.noDeps })}
      />
      <ProfileChoice projectKey={projectKey} details={details} />
      <ScaleFields services={services} scale={wish.scale} onChange={(scale) => change({ scale: [...scale] })} />
    </>
  );
}

const BUILD = [
  { value: 'auto', label: t('What has no image yet') },
  { value: 'always', label: t('Always') },
  { value: 'never', label: t('Never') },
] as const;
const PULL = [
  { value: 'auto', label: t('As the files say') },
  { value: 'always', label: t('Always') },
  { value: 'never', label: t('Never') },
] as const;
const RECREATE = [
  { value: 'changed', label: t('What was changed') },
  { value: 'always', label: t('All') },
  { value: 'never', label: t('Nothing') },
] as const;
