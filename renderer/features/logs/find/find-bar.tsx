import { IconChevronDown, IconChevronUp, IconX } from '@tabler/icons-react';
import type { KeyboardEvent, RefObject } from 'react';
import { errorLine } from '../../../lib/errors';
import { IconButton } from '../../../ui/icon-button';
import { TermInput } from '../filter/term-input';
import { useLog, useLogState, useUi } from '../view/context';
import { countWords, numberWords } from '../words';
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
    <div role="search" aria-label="Find" className={classes.bar}>
      <TermInput
        label="Find in the lines"
        term={term}
        box={box}
        error={error === null ? '' : errorLine(error)}
        onKeyDown={onKeyDown}
        onChange={(next) => changeFind(model, { term: next })}
      />
      <FindCount />
      <IconButton
        label="Previous match"
        hint="Shift+Enter"
        icon={<IconChevronUp size={16} />}
        disabled={none}
        onClick={() => findStep(model, true)}
      />
      <IconButton
        label="Next match"
        hint="Enter"
        icon={<IconChevronDown size={16} />}
        disabled={none}
        onClick={() => findStep(model, false)}
      />
      <IconButton label="Close find" hint="Esc" icon={<IconX size={15} />} onClick={close} />
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
  if (scan.state === 'failed') return `Ended: ${scan.message}`;
  const more = scan.state === 'running' ? ` in ${countWords(scan.scanned, 'line')} so far` : '';
  if (scan.matches === 0) return scan.state === 'running' ? `None${more}` : 'Not found';
  return ordinal === null
    ? `${numberWords(scan.matches)} found${more}`
    : `${numberWords(ordinal + 1)} of ${numberWords(scan.matches)}${more}`;
}
