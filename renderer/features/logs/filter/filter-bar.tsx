import { Menu } from '@mantine/core';
import { IconFilter, IconPlus, IconX } from '@tabler/icons-react';
import { type KeyboardEvent, type RefObject, useId } from 'react';
import { errorLine } from '../../../lib/errors';
import { t } from '../../../lib/i18n';
import { Button } from '../../../ui/button';
import { EngineText } from '../../../ui/engine-text';
import { IconButton } from '../../../ui/icon-button';
import { useLog, useLogState, useUi } from '../view/context';
import classes from './filter-bar.module.css';
import { type FilterDraft, NO_FILTER, termWords, withTyped, withoutTerm } from './filter-draft';
import { LevelsMenu } from './levels-menu';
import { TermInput } from './term-input';

const CONTEXTS = [0, 1, 2, 3, 5, 10, 20] as const;

interface Props {
  readonly box: RefObject<HTMLInputElement | null>;
  readonly onLeave: () => void;
}

/** Hides what does not match: terms, levels, stream, with lines around. */
export function FilterBar({ box, onLeave }: Props) {
  const { ui } = useLog();
  const filter = useUi((state) => state.filter);
  const error = useUi((state) => state.filterError);
  const change = (part: Partial<FilterDraft>): void => ui.setState({ filter: { ...ui.getState().filter, ...part } });
  const close = (): void => {
    ui.setState({ filter: { ...NO_FILTER, hidden: filter.hidden }, filterShown: false, filterError: null });
    onLeave();
  };
  const onKeyDown = (event: KeyboardEvent): void => {
    if (event.key === 'Escape') close();
    else if (event.key === 'Enter') ui.setState({ filter: withTyped(filter) });
    else if (event.key === 'ArrowDown') onLeave();
    else return;
    event.preventDefault();
  };
  return (
    <div role="group" aria-label={t('Filter')} className={classes.bar}>
      <TermInput
        label={t('Filter lines')}
        icon={<IconFilter size={15} />}
        term={filter.typed}
        canNegate
        box={box}
        error={error === null ? '' : errorLine(error)}
        onKeyDown={onKeyDown}
        onChange={(typed) => change({ typed })}
      />
      <IconButton
        label={t('Add another term')}
        hint={t('Enter')}
        icon={<IconPlus size={16} />}
        disabled={filter.typed.text === ''}
        onClick={() => {
          ui.setState({ filter: withTyped(filter) });
          box.current?.focus();
        }}
      />
      <LevelsMenu levels={filter.levels} onChange={(levels) => change({ levels })} />
      <StreamMenu stream={filter.stream} onChange={(stream) => change({ stream })} />
      <ContextMenu context={filter.context} onChange={(context) => change({ context })} />
      <FilterCount />
      <IconButton label={t('Close the filter')} hint={t('Esc')} icon={<IconX size={15} />} onClick={close} />
      {filter.terms.length > 0 && (
        <ul aria-label={t('Terms')} className={classes.terms}>
          {filter.terms.map((term, index) => (
            <li key={`${index} ${term.text}`} className={classes.term}>
              <EngineText value={termWords(term)} />
              <IconButton
                label={t('Remove {term}', { term: termWords(term) })}
                icon={<IconX size={12} />}
                className={classes.remove}
                onClick={() => ui.setState({ filter: withoutTerm(filter, index) })}
              />
            </li>
          ))}
        </ul>
      )}
    </div>
  );
}

/** How many lines it lets through, or how far it has come. */
function FilterCount() {
  const words = useLogState(({ status }) => {
    if (status?.filter === null || status === null) return '';
    const { state, matches, scanned, message } = status.filter;
    if (state === 'failed') return t('Ended: {message}', { message });
    const found = t('{matches, number} of {lines, plural, one {# line} other {# lines}}', {
      matches,
      lines: state === 'done' ? status.lines : scanned,
    });
    return state === 'running' ? t('{found}, looking on…', { found }) : found;
  });
  return <span className={classes.count}>{words}</span>;
}

interface StreamProps {
  readonly stream: FilterDraft['stream'];
  readonly onChange: (stream: FilterDraft['stream']) => void;
}

const STREAMS = [
  [null, t('Both streams')],
  ['stdout', t('Standard output')],
  ['stderr', t('Standard error')],
] as const;

function StreamMenu({ stream, onChange }: StreamProps) {
  const streams = useLogState(({ status }) => status?.sources.some(({ tty }) => !tty) === true);
  if (!streams && stream === null) return null;
  return (
    <Menu position="bottom-end">
      <Menu.Target>
        <Button variant="subtle" className={classes.choice} data-on={stream !== null || undefined}>
          {stream ?? t('Stream')}
        </Button>
      </Menu.Target>
      <Menu.Dropdown>
        {STREAMS.map(([value, words]) => (
          <Menu.RadioItem
            key={words}
            value={words}
            checked={stream === value}
            closeMenuOnClick
            onChange={() => onChange(value)}
          >
            {words}
          </Menu.RadioItem>
        ))}
      </Menu.Dropdown>
    </Menu>
  );
}

interface ContextProps {
  readonly context: number;
  readonly onChange: (context: number) => void;
}

function ContextMenu({ context, onChange }: ContextProps) {
  const id = useId();
  return (
    <span className={classes.context}>
      <label htmlFor={id} title={t('Lines shown before and after each that matches')}>
        ±
      </label>
      <select
        id={id}
        aria-label={t('Lines of context')}
        className={classes.select}
        value={context}
        onChange={(event) => onChange(Number(event.currentTarget.value))}
      >
        {CONTEXTS.map((lines) => (
          <option key={lines} value={lines}>
            {lines}
          </option>
        ))}
      </select>
    </span>
  );
}
