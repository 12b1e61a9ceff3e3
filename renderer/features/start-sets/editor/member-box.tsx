import { TextInput } from '@mantine/core';
import { type KeyboardEvent, useEffect, useId, useMemo, useRef, useState } from 'react';
import { t } from '../../../lib/i18n';
import { EngineText } from '../../../ui/engine-text';
import classes from '../start-sets.module.css';
import { startCandidates, useContainers, useProjects } from '../start-sets-store';
import { KIND_WORDS } from '../words';
import { type Candidate, candidatesFor, type DraftMember } from './draft';

interface Props {
  readonly members: readonly DraftMember[];
  readonly onAdd: (candidate: Candidate) => void;
}

function useKnown(): readonly Candidate[] {
  useEffect(startCandidates, []);
  const projects = useProjects(({ rows }) => rows);
  const containers = useContainers(({ rows }) => rows);
  return useMemo(() => {
    const byTitle = (a: Candidate, b: Candidate): number => a.title.localeCompare(b.title);
    const one = (kind: Candidate['kind'], subject: string, title: string): Candidate => ({
      ...{ kind, subject, title, missing: false },
    });
    return [
      ...[...projects.values()].map(({ key, name }) => one('project', key, name)).sort(byTitle),
      // Those of a project are started with it.
      ...[...containers.values()]
        .map(({ name, project }) => ({ name, project }))
        .sort((a, b) => Number(a.project !== null) - Number(b.project !== null))
        .map(({ name }) => one('container', name, name)),
    ];
  }, [projects, containers]);
}

/** Where a project or a container is named to be added; it proposes those there are. */
export function MemberBox({ members, onAdd }: Props) {
  const id = useId();
  const input = useRef<HTMLInputElement>(null);
  const [typed, setTyped] = useState('');
  const [open, setOpen] = useState(false);
  const [active, setActive] = useState(-1);
  const known = useKnown();
  const options = open ? candidatesFor(typed, known, members) : [];
  const take = (option: Candidate | undefined): void => {
    if (option === undefined) return;
    onAdd(option);
    setTyped('');
    setActive(-1);
    setOpen(false);
    input.current?.focus();
  };
  const onKeyDown = (event: KeyboardEvent): void => {
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (step !== undefined && !event.altKey) {
      event.preventDefault();
      setOpen(true);
      setActive(options.length === 0 ? -1 : (active + step + options.length) % options.length);
    } else if (event.key === 'Escape' && open && options.length > 0) {
      event.preventDefault();
      setOpen(false);
    } else if (event.key === 'Enter' && !event.nativeEvent.isComposing) {
      event.preventDefault();
      if (active >= 0) take(options[active]);
      else if (typed.trim() !== '') take(options[0]);
    }
  };
  return (
    <div className={classes.box}>
      <TextInput
        ref={input}
        label={t('Add a project or a container')}
        role="combobox"
        aria-expanded={options.length > 0}
        aria-controls={`${id}options`}
        aria-autocomplete="list"
        aria-activedescendant={active >= 0 ? `${id}${String(active)}` : undefined}
        spellCheck={false}
        autoComplete="off"
        maxLength={255}
        value={typed}
        onChange={(event) => {
          setTyped(event.currentTarget.value);
          setOpen(true);
          setActive(-1);
        }}
        onFocus={() => setOpen(true)}
        onClick={() => setOpen(true)}
        onBlur={() => setOpen(false)}
        onKeyDown={onKeyDown}
      />
      <Options id={id} options={options} active={active} onTake={take} />
    </div>
  );
}

interface OptionsProps {
  readonly id: string;
  readonly options: readonly Candidate[];
  /** Of the one that Enter takes; -1: none. */
  readonly active: number;
  readonly onTake: (option: Candidate) => void;
}

const Options = ({ id, options, active, onTake }: OptionsProps) => (
  <ul
    id={`${id}options`}
    role="listbox"
    aria-label={t('Projects and containers')}
    className={classes.options}
    hidden={options.length === 0}
  >
    {options.map((option, index) => (
      <li
        key={`${option.kind} ${option.subject}`}
        id={`${id}${String(index)}`}
        role="option"
        aria-selected={index === active}
        onMouseDown={(event) => {
          // The focus stays where it is typed.
          event.preventDefault();
          onTake(option);
        }}
      >
        <EngineText value={option.title} />
        <span className={classes.dim}>
          {KIND_WORDS[option.kind]}
          {option.missing && t(', not there now')}
        </span>
      </li>
    ))}
  </ul>
);
