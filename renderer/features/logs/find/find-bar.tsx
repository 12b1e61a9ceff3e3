import { IconChevronDown, IconChevronUp, IconX } from '@tabler/icons-react';
import type { KeyboardEvent, RefObject } from 'react';
import { errorLine } from '../../../lib/errors';
import { t } from '../../../lib/i18n';
import { IconButton } from '../../../ui/icon-button';
import { TermInput } from '../filter/term-input';
import { useLog, useLogState, useUi } from '../view/context';
import classes from './find-bar.module.css';
import { changeFind, closeFind, findStep } from './use-find';

interface Props {
  readonly box: RefObject<HTMLInputElement | null>;
  readonly onLeave: () => void;
}

/** Marks what matches and goes from one to the next; nothing is hidden. */
export function FindBar({ box, onLeave }: Props) {
  const model = useLog();
  const term = useUi(({ find }) => find.term);
  const error = useUi(({ find }) => find.error);
  const none = useLogState(({ status }) => (status?.find?.matches ?? 0) === 0);
  const close = (): void => {
    closeFind(model);
    onLeave();
  };
  const onKeyDown = (event: KeyboardEvent): void => {
    if (event.key === 'Enter') findStep(model, event.shiftKey);
    else if (event.key === 'F3') findStep(model, event.shiftKey);
    else if (event.key === 'Escape') close();
    else if (event.key === 'ArrowDown') onLeave();
    else return;
    event.preventDefault();
  };
  return (
    <div role="search" aria-label={t('Find')} className={classes.bar}>
      <TermInput
        label={t('Find in the lines')}
        term={term}
        box={box}
        error={error === null ? '' : errorLine(error)}
        onKeyDown={onKeyDown}
        onChange={(next) => changeFind(model, { term: next })}
      />
      <FindCount />
      <IconButton
        label={t('Previous match')}
        hint={t('Shift+Enter')}
        icon={<IconChevronUp size={16} />}
        disabled={none}
        onClick={() => findStep(model, true)}
      />
      <IconButton
        label={t('Next match')}
        hint={t('Enter')}
        icon={<IconChevronDown size={16} />}
        disabled={none}
        onClick={() => findStep(model, false)}
      />
      <IconButton label={t('Close find')} hint={t('Esc')} icon={<IconX size={15} />} onClick={close} />
    </div>
  );
}

function FindCount() {
  const text = useUi(({ find }) => find.term.text);
  const current = useUi(({ find }) => find.current);
  const epoch = useLogState(({ frame }) => frame?.epoch);
  const scan = useLogState(({ status }) => status?.find ?? null);
  return (
    <span className={classes.count}>
      {text !== '' && scan !== null && countOf(scan, current?.epoch === epoch ? (current?.ordinal ?? null) : null)}
    </span>
  );
}

/** "3 of 120". */
function countOf(
  scan: { readonly state: string; readonly matches: number; readonly scanned: number; readonly message: string },
  ordinal: number | null,
): string {
  if (scan.state === 'failed') return t('Ended: {message}', { message: scan.message });
  const more =
    scan.state === 'running'
      ? t(' in {scanned, plural, one {# line} other {# lines}} so far', { scanned: scan.scanned })
      : '';
  if (scan.matches === 0) return scan.state === 'running' ? t('None{more}', { more }) : t('Not found');
  return ordinal === null
    ? t('{matches, number} found{more}', { matches: scan.matches, more })
    : t('{ordinal, number} of {matches, number}{more}', { ordinal: ordinal + 1, matches: scan.matches, more });
}
