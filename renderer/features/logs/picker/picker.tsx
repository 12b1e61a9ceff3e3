import { Checkbox } from '@mantine/core';
import { IconFolder } from '@tabler/icons-react';
import { useState } from 'react';
import { Link, useLocation } from 'wouter';
import { withoutControls } from '../../../lib/control-characters';
import { t } from '../../../lib/i18n';
import { Button } from '../../../ui/button';
import { EmptyState } from '../../../ui/empty-state';
import { EngineText } from '../../../ui/engine-text';
import { Skeleton } from '../../../ui/skeleton';
import { SearchBox } from '../../../ui/search-box';
import { toggled } from '../filter/filter-draft';
import { MOST_CONTAINERS, addressOf } from './address';
import type { NamedContainer, NamesState } from './names-store';
import classes from './picker.module.css';

/** More on the screen is found faster by its name. */
const MOST_SHOWN = 300;

function projectsOf(containers: readonly NamedContainer[]): readonly (readonly [project: string, count: number])[] {
  const counts = new Map<string, number>();
  for (const { project } of containers) if (project !== null) counts.set(project, (counts.get(project) ?? 0) + 1);
  return [...counts].sort(([a], [b]) => a.localeCompare(b));
}

/** Whose logs to show: a project's, or those of any containers, as one. */
export function Picker({ containers, synced }: NamesState) {
  const [, navigate] = useLocation();
  const [search, setSearch] = useState('');
  const [picked, setPicked] = useState<readonly string[]>([]);
  const wanted = search.toLowerCase();
  const found = containers.filter(({ name, project }) => `${name} ${project ?? ''}`.toLowerCase().includes(wanted));
  const projects = projectsOf(containers).filter(([project]) => project.toLowerCase().includes(wanted));
  const show = (): void => navigate(addressOf({ kind: 'containers', ids: [...picked] }));
  return (
    <div className={classes.page}>
      <header className={classes.header}>
        <h1 tabIndex={-1}>{t('Logs')}</h1>
        <SearchBox
          label={t('Search projects and containers')}
          className={classes.search}
          value={search}
          onText={setSearch}
        />
        <Button
          variant="primary"
          disabled={picked.length === 0 || picked.length > MOST_CONTAINERS}
          title={picked.length > MOST_CONTAINERS ? t('At most {most} at once', { most: MOST_CONTAINERS }) : undefined}
          onClick={show}
        >
          {picked.length === 0
            ? t('Show logs')
            : t('Show logs of {count, plural, one {# container} other {# containers}}', { count: picked.length })}
        </Button>
      </header>
      {projects.length > 0 && (
        <section aria-label={t('Projects')} className={classes.section}>
          <h2>{t('Projects')}</h2>
          <ul className={classes.projects}>
            {projects.map(([project, count]) => (
              <li key={project}>
                <Link href={addressOf({ kind: 'project', project })} className={classes.project}>
                  <IconFolder size={16} aria-hidden />
                  <EngineText value={project} />
                  <span className={classes.dim}>
                    {t('{count, plural, one {# container} other {# containers}}', { count })}
                  </span>
                </Link>
              </li>
            ))}
          </ul>
        </section>
      )}
      <section aria-label={t('Containers')} className={classes.section}>
        <h2>{t('Containers')}</h2>
        <ul className={classes.containers}>
          {found.slice(0, MOST_SHOWN).map((container) => (
            <Entry
              key={container.id}
              container={container}
              picked={picked.includes(container.id)}
              onPick={() => setPicked(toggled(picked, container.id))}
            />
          ))}
        </ul>
        {found.length > MOST_SHOWN && (
          <p>{t('{count, number} more: search for their names.', { count: found.length - MOST_SHOWN })}</p>
        )}
        {!synced && containers.length === 0 && <Skeleton width="40%" />}
        {synced && found.length === 0 && (
          <EmptyState
            title={containers.length === 0 ? t('There are no containers') : t('No container has such a name')}
          />
        )}
      </section>
    </div>
  );
}

interface EntryProps {
  readonly container: NamedContainer;
  readonly picked: boolean;
  readonly onPick: () => void;
}

function Entry({ container: { id, name, running }, picked, onPick }: EntryProps) {
  return (
    <li className={classes.entry}>
      <Checkbox aria-label={t('Pick {name}', { name: withoutControls(name) })} checked={picked} onChange={onPick} />
      <Link href={addressOf({ kind: 'containers', ids: [id] })} className={classes.name}>
        <EngineText value={name} />
      </Link>
      <span className={classes.dim}>{running ? t('Running') : t('Not running')}</span>
    </li>
  );
}
