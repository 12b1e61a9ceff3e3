import { useLayoutEffect, useRef, useState } from 'react';
import { withoutControls } from '../../../lib/control-characters';
import { t } from '../../../lib/i18n';
import classes from '../start-sets.module.css';
import { type DraftMember, moveMember } from './draft';
import { MemberRow } from './member-row';

interface Props {
  readonly members: readonly DraftMember[];
  readonly onChange: (members: readonly DraftMember[]) => void;
}

/** The members in their order, which can be changed by buttons and keys. */
export function MemberList({ members, onChange }: Props) {
  const list = useRef<HTMLOListElement>(null);
  const held = useRef<Element | null>(null);
  const [said, setSaid] = useState('');
  // What moves in the document loses the focus.
  useLayoutEffect(() => {
    if (held.current instanceof HTMLElement && held.current.isConnected) held.current.focus();
    held.current = null;
  }, [members]);
  const move = ({ key, subject }: DraftMember, by: 1 | -1): void => {
    const moved = moveMember(members, key, by);
    if (moved === members) return;
    held.current = document.activeElement;
    const place = moved.findIndex((one) => one.key === key) + 1;
    setSaid(
      t('{subject} is number {place} of {count}.', { subject: withoutControls(subject), place, count: moved.length }),
    );
    onChange(moved);
  };
  const remove = (key: number): void => {
    onChange(members.filter((one) => one.key !== key));
    list.current?.focus();
  };
  return (
    <>
      <ol ref={list} tabIndex={-1} aria-label={t('Members, in their order')} className={classes.rows}>
        {members.map((member, index) => (
          <MemberRow
            key={member.key}
            member={member}
            isFirst={index === 0}
            isLast={index === members.length - 1}
            onChange={(part) => onChange(members.map((one) => (one === member ? { ...one, ...part } : one)))}
            onMove={(by) => move(member, by)}
            onRemove={() => remove(member.key)}
          />
        ))}
      </ol>
      <span role="status" className="sw-hidden">
        {said}
      </span>
    </>
  );
}
