import { NativeSelect, TextInput } from '@mantine/core';
import { IconArrowDown, IconArrowUp, IconTrash } from '@tabler/icons-react';
import type { KeyboardEvent } from 'react';
import { withoutControls } from '../../../lib/control-characters';
import { t } from '../../../lib/i18n';
import { EngineText } from '../../../ui/engine-text';
import { IconButton } from '../../../ui/icon-button';
import { useSubject } from '../member-line';
import classes from '../start-sets.module.css';
import { KIND_WORDS } from '../words';
import { type DraftMember, isWait, MOST_SECONDS, readSeconds, USUAL_SECONDS, WAITS } from './draft';

interface Props {
  readonly member: DraftMember;
  readonly isFirst: boolean;
  readonly isLast: boolean;
  readonly onChange: (part: Partial<DraftMember>) => void;
  readonly onMove: (by: 1 | -1) => void;
  readonly onRemove: () => void;
}

/** A member in the editor: its place, and what is waited for after it. */
export function MemberRow({ member, isFirst, isLast, onChange, onMove, onRemove }: Props) {
  const title = useSubject(member);
  const name = withoutControls(title);
  const { kind, wait, seconds } = member;
  const onKeyDown = (event: KeyboardEvent): void => {
    const by = event.key === 'ArrowUp' ? -1 : event.key === 'ArrowDown' ? 1 : null;
    if (!event.altKey || by === null) return;
    event.preventDefault();
    onMove(by);
  };
  return (
    <li className={classes.row} onKeyDown={onKeyDown} aria-label={name}>
      <span className={classes.what}>
        <span className={classes.subject}>
          <EngineText value={title} />
        </span>
        <span className={classes.dim}>{KIND_WORDS[kind]}</span>
      </span>
      <span className={classes.wait}>
        <NativeSelect
          size="xs"
          aria-label={t('After {name}', { name })}
          data={[...WAITS]}
          value={wait}
          onChange={({ currentTarget: { value } }) => {
            if (isWait(value)) onChange({ wait: value, seconds: USUAL_SECONDS[value] });
          }}
        />
        {wait !== 'nothing' && (
          <TextInput
            size="xs"
            type="number"
            className={classes.seconds}
            aria-label={
              wait === 'pause' ? t('Seconds of pause after {name}', { name }) : t('Seconds that {name} has', { name })
            }
            min={0}
            max={MOST_SECONDS}
            rightSection={<span aria-hidden>{t('s')}</span>}
            value={seconds}
            error={readSeconds(seconds) === null}
            onChange={(event) => onChange({ seconds: event.currentTarget.value })}
          />
        )}
      </span>
      <span className={classes.rowButtons}>
        <IconButton
          label={t('Move {name} up', { name })}
          hint={t('Alt+↑')}
          icon={<IconArrowUp size={15} />}
          aria-disabled={isFirst}
          onClick={() => onMove(-1)}
        />
        <IconButton
          label={t('Move {name} down', { name })}
          hint={t('Alt+↓')}
          icon={<IconArrowDown size={15} />}
          aria-disabled={isLast}
          onClick={() => onMove(1)}
        />
        <IconButton label={t('Remove {name}', { name })} danger icon={<IconTrash size={15} />} onClick={onRemove} />
      </span>
    </li>
  );
}
