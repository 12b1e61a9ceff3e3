import { IconAlertTriangle } from '@tabler/icons-react';
import { type KeyboardEvent, useRef, useState } from 'react';
import { Link } from 'wouter';
import type { MachineForward, MachineState } from '../../../main/contract/machine';
import { ExternalLink } from '../../lib/external-link';
import { t } from '../../lib/i18n';
import { EngineText } from '../../ui/engine-text';
import classes from './machine.module.css';
import { forwardAddress, forwardHref } from './machine-words';

/** More would only cost layout; the containers' own rows have them all. */
const MOST = 250;
const COLUMNS = 3;

const keyOf = ({ protocol, hostIp, hostPort }: MachineForward): string => `${protocol} ${hostIp} ${hostPort}`;

/** What does not work comes first. */
const sorted = (forwards: readonly MachineForward[]): readonly MachineForward[] =>
  [...forwards].sort(
    (a, b) =>
      Number(b.problem !== null) - Number(a.problem !== null) ||
      a.hostPort - b.hostPort ||
      keyOf(a).localeCompare(keyOf(b)),
  );

/** Which ports of this computer lead to which container. */
export function ForwardsGrid({ forwards }: Pick<MachineState, 'forwards'>) {
  const rows = sorted(forwards);
  const failed = rows.filter(({ problem }) => problem !== null).length;
  return (
    <div className={classes.block}>
      <h3>
        {t('Forwarded ports')}
        {rows.length > 0 && <span className={classes.dim}> {rows.length}</span>}
        {failed > 0 && <span className={classes.bad}>{t(', {failed} not working', { failed })}</span>}
      </h3>
      {rows.length === 0 ? (
        <p className={classes.dim}>{t('None: no running container publishes a port.')}</p>
      ) : (
        <Grid rows={rows.slice(0, MOST)} />
      )}
      {rows.length > MOST && <p className={classes.dim}>{t('and {count} more', { count: rows.length - MOST })}</p>}
    </div>
  );
}

/** The arrows go from cell to cell; of the whole grid, one cell is in the tab order. */
function Grid({ rows }: { readonly rows: readonly MachineForward[] }) {
  const body = useRef<HTMLTableSectionElement>(null);
  const [at, setAt] = useState(0);
  const cells = rows.length * COLUMNS;
  const present = Math.min(at, cells - 1);
  const onKeyDown = (event: KeyboardEvent): void => {
    if (event.key === 'Enter' && event.target instanceof HTMLTableCellElement) event.target.querySelector('a')?.click();
    const next = step(event, present, cells);
    if (next === null) return;
    event.preventDefault();
    setAt(next);
    body.current?.querySelectorAll<HTMLElement>('[data-cell]')[next]?.focus();
  };
  const cell = (row: number, column: number) => {
    const index = row * COLUMNS + column;
    return {
      role: 'gridcell',
      'data-cell': true,
      tabIndex: index === present ? 0 : -1,
      onFocus: () => setAt(index),
    } as const;
  };
  return (
    <div className={classes.scroll}>
      <table role="grid" aria-label={t('Forwarded ports')} aria-readonly className={classes.grid} onKeyDown={onKeyDown}>
        <thead>
          <tr>
            <th scope="col">{t('On this computer')}</th>
            <th scope="col">{t('Container')}</th>
            <th scope="col">{t('State')}</th>
          </tr>
        </thead>
        <tbody ref={body}>
          {rows.map((forward, row) => (
            <tr key={keyOf(forward)} data-problem={forward.problem !== null || undefined}>
              <td {...cell(row, 0)}>
                <Address forward={forward} />
              </td>
              <td {...cell(row, 1)}>
                <Link
                  href={`/containers/${encodeURIComponent(forward.containerId)}`}
                  tabIndex={-1}
                  className={classes.target}
                >
                  <EngineText value={forward.containerName} />
                </Link>
              </td>
              <td {...cell(row, 2)}>
                <State problem={forward.problem} />
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}

const Address = ({ forward }: { readonly forward: MachineForward }) => {
  const href = forwardHref(forward);
  const address = forwardAddress(forward);
  return href === null ? (
    <EngineText value={address} />
  ) : (
    <ExternalLink href={href} tabIndex={-1}>
      {address}
    </ExternalLink>
  );
};

const State = ({ problem }: Pick<MachineForward, 'problem'>) =>
  problem === null ? (
    <span className={classes.dim}>{t('Open')}</span>
  ) : (
    <span className={classes.problem}>
      <IconAlertTriangle size={13} aria-hidden />
      <EngineText value={problem} wrap />
    </span>
  );

/** Where a key leads to; null: nowhere. */
function step({ key, ctrlKey }: KeyboardEvent, at: number, cells: number): number | null {
  const rowStart = at - (at % COLUMNS);
  const within = (next: number): number | null => (next >= 0 && next < cells ? next : null);
  switch (key) {
    case 'ArrowRight':
      return at % COLUMNS < COLUMNS - 1 ? at + 1 : null;
    case 'ArrowLeft':
      return at > rowStart ? at - 1 : null;
    case 'ArrowDown':
      return within(at + COLUMNS);
    case 'ArrowUp':
      return within(at - COLUMNS);
    case 'Home':
      return ctrlKey ? 0 : rowStart;
    case 'End':
      return ctrlKey ? cells - 1 : rowStart + COLUMNS - 1;
    default:
      return null;
  }
}
