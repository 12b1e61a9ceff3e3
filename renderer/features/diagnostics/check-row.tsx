import {
  IconAlertTriangle,
  IconChevronRight,
  IconCircleCheck,
  IconCircleDashed,
  IconCircleX,
  IconLoader2,
  IconRefresh,
} from '@tabler/icons-react';
import { memo, useId, useState } from 'react';
import { useLocation } from 'wouter';
import type { CheckRepair, CheckResult } from '../../../main/contract/diagnostics';
import { t } from '../../lib/i18n';
import { durationWords } from '../../lib/time';
import { Button } from '../../ui/button';
import { CommandBox } from '../../ui/command-box';
import { EngineText } from '../../ui/engine-text';
import { IconButton } from '../../ui/icon-button';
import { repair as repairIt, runOne } from './checks-store';
import classes from './diagnostics.module.css';
import { STATE_WORDS } from './words';

const icons = {
  running: IconLoader2,
  ok: IconCircleCheck,
  warn: IconAlertTriangle,
  fail: IconCircleX,
  skipped: IconCircleDashed,
} as const;

const isTroubled = ({ state }: CheckResult): boolean => state === 'fail' || state === 'warn';

export const CheckRow = memo(function CheckRow({ result }: { readonly result: CheckResult }) {
  const { id, title, state, evidence, detail, repair, durationMs } = result;
  const body = useId();
  // Until the user says otherwise, what is wrong is open.
  const [wish, setWish] = useState<boolean | null>(null);
  const open = wish ?? isTroubled(result);
  const Icon = icons[state];
  return (
    <li className={classes.check} data-state={state} aria-label={`${id} ${title}`}>
      <div className={classes.line}>
        <button
          type="button"
          className={classes.fold}
          aria-expanded={open}
          aria-controls={body}
          onClick={() => setWish(!open)}
        >
          <IconChevronRight size={14} aria-hidden className={classes.chevron} />
          <span className={classes.number}>{id}</span>
          <span className={classes.name}>{title}</span>
        </button>
        <span className={classes.state} data-state={state}>
          <Icon size={15} aria-hidden />
          {STATE_WORDS[state]}
        </span>
        <span className={classes.took}>{durationMs > 0 && durationWords(durationMs)}</span>
        <IconButton
          label={t('Run {id} again', { id })}
          icon={<IconRefresh size={15} />}
          disabled={state === 'running'}
          onClick={() => void runOne(id)}
        />
      </div>
      <div id={body} hidden={!open} className={classes.found}>
        {detail !== '' && (
          <p>
            <EngineText value={detail} wrap />
          </p>
        )}
        {evidence.length > 0 && (
          <ul className={classes.evidence} aria-label={t('What was found')}>
            {evidence.map((line, at) => (
              <li key={at}>
                <EngineText value={line} wrap mono />
              </li>
            ))}
          </ul>
        )}
        {repair !== null && state !== 'running' && <Repair result={result} repair={repair} />}
      </div>
    </li>
  );
});

interface RepairProps {
  readonly result: CheckResult;
  readonly repair: CheckRepair;
}

function Repair({ result: { id }, repair: { kind, label, command, route } }: RepairProps) {
  const [, navigate] = useLocation();
  const [busy, setBusy] = useState(false);
  const run = (): void => {
    setBusy(true);
    void repairIt(id).finally(() => setBusy(false));
  };
  return (
    <div className={classes.repair}>
      {kind === 'copy' && <span>{label}:</span>}
      {command !== '' && <CommandBox lines={[command]} />}
      {kind === 'show' && <Button onClick={() => navigate(route)}>{label}</Button>}
      {kind === 'run' && (
        <Button disabled={busy} aria-busy={busy} onClick={run}>
          {label}
        </Button>
      )}
    </div>
  );
}
