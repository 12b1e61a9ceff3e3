import { Menu } from '@mantine/core';
import { IconArrowDown, IconArrowUp, IconDots, IconPlayerPlay, IconPlayerStop, IconRefresh } from '@tabler/icons-react';
import { useEffect } from 'react';
import type { ProjectDetails, ProjectRow } from '../../../../main/contract/compose';
import { t } from '../../../lib/i18n';
import { Button } from '../../../ui/button';
import { DetailsPane } from '../../../ui/details-pane';
import { EmptyState } from '../../../ui/empty-state';
import { ErrorNotice } from '../../../ui/error-notice';
import { IconButton } from '../../../ui/icon-button';
import parts from '../../../ui/list-parts.module.css';
import { Skeleton } from '../../../ui/skeleton';
import { Tabs } from '../../../ui/tabs';
import { begin } from '../actions/deeds';
import { ProjectMenu } from '../actions/project-menu';
import { ask } from '../actions/questions-store';
import classes from '../compose.module.css';
import type { ComposeParts } from '../compose-parts';
import { lookAt, useProjects } from '../compose-store';
import { HealthMark, StateMark } from '../marks';
import { Ports } from '../ports';
import { projectPath } from '../routes';
import { RunStrip } from '../runs/run-strip';
import { useProject } from '../use-project';
import { plainWish } from '../wishes';
import { stateWords, toneOf } from '../words';
import { ProblemNotices } from './problem-notices';
import { tabAt, TABS } from './tabs';

interface Props {
  readonly projectKey: string;
  /** Of the address. */
  readonly tab: string | null;
  readonly more: string | null;
  readonly parts: ComposeParts;
  readonly onClose: () => void;
}

/** One project: what it is now, what is done to it, and its parts. */
export function ProjectPage({ projectKey, tab, more, parts: composeParts, onClose }: Props) {
  const { details, stale, error } = useProject(projectKey);
  useEffect(() => lookAt(projectKey), [projectKey]);
  // The list knows it sooner.
  const listed = useProjects(({ rows }) => rows.get(projectKey));
  const row = details?.row ?? listed;
  const shown = tabAt(tab);
  const title = row?.name ?? projectKey;
  return (
    <DetailsPane
      of={projectKey}
      label={t('Project {title}', { title })}
      title={title}
      actions={row !== undefined && <Actions row={row} />}
      onClose={onClose}
    >
      {row !== undefined && <Summary row={row} details={details} stale={stale} />}
      <RunStrip projectKey={projectKey} />
      {details !== null && <ProblemNotices projectKey={projectKey} row={details.row} />}
      {error !== null && details !== null && <ErrorNotice error={error} />}
      {details === null ? (
        <NotYet error={error} />
      ) : (
        <Tabs tabs={TABS} shown={shown} hrefOf={(one) => projectPath(projectKey, one === TABS[0] ? null : one.path)}>
          <shown.Content {...{ projectKey, details, more, parts: composeParts }} />
        </Tabs>
      )}
    </DetailsPane>
  );
}

const NotYet = ({ error }: { readonly error: unknown }) =>
  error === null ? (
    <div className={parts.body} aria-busy role="group" aria-label={t('Loading')}>
      <Skeleton width="60%" />
      <Skeleton width="45%" />
    </div>
  ) : (
    <EmptyState title={t('This project is not known')}>
      <p>{t('It has no containers any more and nobody keeps it, or it is another engine’s.')}</p>
    </EmptyState>
  );

interface SummaryProps {
  readonly row: ProjectRow;
  readonly details: ProjectDetails | null;
  readonly stale: boolean;
}

const MOST_PORTS = 6;

function Summary({ row, details, stale }: SummaryProps) {
  const { running, known, total } = row.services;
  return (
    <div className={classes.summary}>
      <StateMark tone={toneOf(row)} words={stateWords(row)} />
      {row.health !== 'none' && <HealthMark health={row.health} />}
      <span>
        {t('{running} of {max, plural, one {# service} other {# services}} running', {
          running,
          max: Math.max(total ?? 0, known),
        })}
      </span>
      {row.containers > 0 && (
        <span>{t('{containers, plural, one {# container} other {# containers}}', { containers: row.containers })}</span>
      )}
      {row.orphans > 0 && (
        <span className={classes.warn}>
          {t('{orphans, plural, one {# orphan} other {# orphans}}', { orphans: row.orphans })}
        </span>
      )}
      {row.ports.length > 0 && <Ports ports={row.ports} most={MOST_PORTS} tabIndex={0} />}
      {(stale || details?.stale === true) && <span className={classes.warn}>{t('Last known state')}</span>}
    </div>
  );
}

function Actions({ row }: { readonly row: ProjectRow }) {
  const { key, place, state, containers, run } = row;
  const busy = run !== null && run.verb !== 'watch';
  return (
    <span className={classes.actions}>
      <Button
        variant="primary"
        icon={<IconArrowUp size={15} />}
        disabled={place === null || busy}
        onClick={() => ask({ kind: 'up', key, services: [] })}
      >
        {t('Up…')}
      </Button>
      {containers > 0 && state !== 'running' && (
        <IconButton
          label={t('Start')}
          icon={<IconPlayerPlay size={16} />}
          disabled={busy}
          onClick={() => begin(key, plainWish('start'))}
        />
      )}
      {containers > 0 && state !== 'stopped' && (
        <IconButton
          label={t('Stop')}
          icon={<IconPlayerStop size={16} />}
          disabled={busy}
          onClick={() => begin(key, plainWish('stop'))}
        />
      )}
      {containers > 0 && (
        <IconButton
          label={t('Restart')}
          icon={<IconRefresh size={16} />}
          disabled={busy}
          onClick={() => begin(key, plainWish('restart'))}
        />
      )}
      <Button icon={<IconArrowDown size={15} />} disabled={busy} onClick={() => ask({ kind: 'down', key })}>
        {t('Down…')}
      </Button>
      <Menu position="bottom-end">
        <Menu.Target>
          <IconButton label={t('Project actions')} icon={<IconDots size={16} />} />
        </Menu.Target>
        <Menu.Dropdown>
          <ProjectMenu rows={[row]} />
        </Menu.Dropdown>
      </Menu>
    </span>
  );
}
