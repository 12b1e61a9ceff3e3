import { TextInput } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { type KeyboardEvent, useId, useRef, useState } from 'react';
import type { QueryHints, QueryKind, QueryProblem } from '../../../main/contract/disk';
import { t } from '../../lib/i18n';
import { rpc } from '../../rpc/client';
import classes from './disk.module.css';

interface Props {
  readonly kind: QueryKind;
  readonly value: string;
  readonly problem: QueryProblem | null;
  readonly onChange: (query: string) => void;
  /** Enter, with nothing chosen among the hints. */
  readonly onSubmit: () => void;
}

type Hint = QueryHints['options'][number];

const SHOWN = 12;

/** Where a query is typed; it proposes what may stand at the cursor. */
export function QueryBox({ kind, value, problem, onChange, onSubmit }: Props) {
  const id = useId();
  const input = useRef<HTMLInputElement>(null);
  const [cursor, setCursor] = useState(0);
  const [open, setOpen] = useState(false);
  const [active, setActive] = useState(-1);
  const hints = useQuery({
    queryKey: ['disk', 'hints', kind, value, cursor],
    queryFn: () => rpc.call('disk.hints', { kind, query: value, cursor }),
    enabled: open,
    placeholderData: (before) => before,
    gcTime: 0,
  });
  const options = open ? (hints.data?.options ?? []).slice(0, SHOWN) : [];
  const follow = (): void => {
    const at = input.current?.selectionStart ?? value.length;
    // The event comes also when it stayed where it was.
    if (at === cursor) return;
    setCursor(at);
    setActive(-1);
  };
  const put = (option: Hint, { from, to }: QueryHints): void => {
    const next = `${value.slice(0, from)}${option.text} `;
    onChange(`${next}${value.slice(to).trimStart()}`);
    setCursor(next.length);
    setActive(-1);
    requestAnimationFrame(() => {
      input.current?.focus();
      input.current?.setSelectionRange(next.length, next.length);
    });
  };
  const take = (option: Hint | undefined): void => {
    if (option === undefined || hints.data === undefined) return;
    if (!hints.isPlaceholderData) {
      put(option, hints.data);
      return;
    }
    // Those in sight are of what stood there before: whoever types fast chooses by the word, not by its place.
    const stillMeant = (now: QueryHints): boolean =>
      input.current?.value === value && now.options.some(({ text }) => text === option.text);
    void rpc.call('disk.hints', { kind, query: value, cursor }).then(
      (now) => stillMeant(now) && put(option, now),
      () => undefined,
    );
  };
  const onKeyDown = (event: KeyboardEvent): void => {
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (step !== undefined) {
      event.preventDefault();
      setOpen(true);
      setActive(options.length === 0 ? -1 : (active + step + options.length) % options.length);
    } else if (event.key === 'Escape' && open) {
      event.preventDefault();
      setOpen(false);
    } else if (event.key === 'Enter') {
      event.preventDefault();
      if (active >= 0) take(options[active]);
      else {
        setOpen(false);
        onSubmit();
      }
    }
  };
  return (
    <div className={classes.queryBox}>
      <TextInput
        ref={input}
        label={t('Query')}
        role="combobox"
        aria-expanded={options.length > 0}
        aria-controls={`${id}hints`}
        aria-autocomplete="list"
        aria-activedescendant={active >= 0 ? `${id}${active}` : undefined}
        classNames={{ input: classes.queryInput ?? '' }}
        placeholder={EXAMPLES[kind]}
        spellCheck={false}
        autoComplete="off"
        maxLength={2000}
        value={value}
        error={problem === null ? undefined : <Problem query={value} problem={problem} />}
        onChange={(event) => {
          onChange(event.currentTarget.value);
          setOpen(true);
          setCursor(event.currentTarget.selectionStart ?? event.currentTarget.value.length);
          setActive(-1);
        }}
        onSelect={follow}
        onFocus={() => setOpen(true)}
        onBlur={() => setOpen(false)}
        onKeyDown={onKeyDown}
      />
      <HintList id={id} options={options} active={active} onTake={take} />
    </div>
  );
}

interface HintListProps {
  readonly id: string;
  readonly options: readonly Hint[];
  /** Of the one that Enter takes; -1: none. */
  readonly active: number;
  readonly onTake: (option: Hint) => void;
}

const HintList = ({ id, options, active, onTake }: HintListProps) => (
  <ul id={`${id}hints`} role="listbox" aria-label={t('Hints')} className={classes.hints} hidden={options.length === 0}>
    {options.map((option, index) => (
      <li
        key={option.text}
        id={`${id}${index}`}
        role="option"
        aria-selected={index === active}
        onMouseDown={(event) => {
          // The focus stays where the query is typed.
          event.preventDefault();
          onTake(option);
        }}
      >
        <code>{option.text}</code>
        <span className={classes.dim}>{option.meaning}</span>
      </li>
    ))}
  </ul>
);

const EXAMPLES: Readonly<Record<QueryKind, string>> = {
  container: 'exited > 7d and label=stage',
  image: 'size > 1GB and not used',
  volume: 'anonymous and not used',
  network: 'name ~ test- and not used',
};

/** Where it cannot be read, with what stands there. */
function Problem({
  query,
  problem: { at, length, message },
}: {
  readonly query: string;
  readonly problem: QueryProblem;
}) {
  const part = query.slice(at, at + length);
  return (
    <>
      {message} <span className={classes.dim}>{t('At character {at}.', { at: at + 1 })}</span>
      <span className={classes.marked} aria-hidden>
        {query.slice(0, at)}
        <mark>{part === '' ? ' ' : part}</mark>
        {query.slice(at + length)}
      </span>
    </>
  );
}
