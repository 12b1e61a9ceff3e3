import { Checkbox } from '@mantine/core';
import { IconFolder } from '@tabler/icons-react';
import { useState } from 'react';
import { Link, useLocation } from 'wouter';
import { withoutControls } from '../../../lib/control-characters';
import { Button } from '../../../ui/button';
import { EmptyState } from '../../../ui/empty-state';
import { EngineText } from '../../../ui/engine-text';
import { Skeleton } from '../../../ui/skeleton';
import { SearchBox } from '../../../ui/search-box';
import { toggled } from '../filter/filter-draft';
import { countWords, numberWords } from '../words';
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
        <h1 tabIndex={-1}>Logs</h1>
        <SearchBox
          label="Search projects and containers"
          className={classes.search}
          value={search}
          onText={setSearch}
        />
        <Button
          variant="primary"
          disabled={picked.length === 0 || picked.length > MOST_CONTAINERS}
          title={picked.length > MOST_CONTAINERS ? `At most ${MOST_CONTAINERS} at once` : undefined}
          onClick={show}
        >
          {picked.length === 0 ? 'Show logs' : `Show logs of ${countWords(picked.length, 'container')}`}
        </Button>
      </header>
      {projects.length > 0 && (
        <section aria-label="Projects" className={classes.section}>
          <h2>Projects</h2>
          <ul className={classes.projects}>
            {projects.map(([project, count]) => (
              <li key={project}>
                <Link href={addressOf({ kind: 'project', project })} className={classes.project}>
                  <IconFolder size={16} aria-hidden />
                  <EngineText value={project} />
                  <span className={classes.dim}>{countWords(count, 'container')}</span>
                </Link>
              </li>
            ))}
          </ul>
        </section>
      )}
      <section aria-label="Containers" className={classes.section}>
        <h2>Containers</h2>
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
        {found.length > MOST_SHOWN && <p>{numberWords(found.length - MOST_SHOWN)} more: search for their names.</p>}
        {!synced && containers.length === 0 && <Skeleton width="40%" />}
        {synced && found.length === 0 && (
          <EmptyState title={containers.length === 0 ? 'There are no containers' : 'No container has such a name'} />
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
      <Checkbox aria-label={`Pick ${withoutControls(name)}`} checked={picked} onChange={onPick} />
      <Link href={addressOf({ kind: 'containers', ids: [id] })} className={classes.name}>
        <EngineText value={name} />
      </Link>
      <span className={classes.dim}>{running ? 'Running' : 'Not running'}</span>
    </li>
  );
}
