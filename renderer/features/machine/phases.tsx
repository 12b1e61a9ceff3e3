import { IconCheck, IconLoader2 } from '@tabler/icons-react';
import type { MachineState } from '../../../main/contract/machine';
import { said, t } from '../../lib/i18n';
import { clockTime, durationWords } from '../../lib/time';
import { useNow } from '../../lib/use-now';
import classes from './machine.module.css';
import { elapsedWords, percent } from './machine-words';

type Phase = MachineState['phases'][number];

const TICK_MS = 1000;

/** The one under way; undefined: nothing is. */
export const presentPhase = (phases: readonly Phase[]): Phase | undefined =>
  phases.findLast(({ endedAt }) => endedAt === null);

interface Props {
  readonly phases: readonly Phase[];
  /** What they are the phases of: "Start of the engine". */
  readonly label: string;
}

/** What is under way: each phase with its true time, the present one counting. */
export function LivePhases({ phases, label }: Props) {
  const now = useNow(TICK_MS);
  return (
    <div className={classes.live}>
      <PhaseBar phases={phases} label={label} />
      <PhaseList phases={phases} label={label} now={now} />
    </div>
  );
}

/** Only how far it is, and for how long already. */
export function PhaseBar({ phases, label }: Props) {
  const now = useNow(TICK_MS);
  const present = presentPhase(phases);
  const [first] = phases;
  return (
    <div className={classes.liveHeader}>
      <Bar label={present === undefined ? label : said(present.name)} fraction={present?.fraction ?? null} />
      <span className={classes.dim}>
        {first !== undefined && t('{now} so far', { now: elapsedWords(now - first.startedAt) })}
      </span>
    </div>
  );
}

/** The phases of what is over, folded away. */
export function PastPhases({ phases, label }: Props) {
  const [first] = phases;
  const last = phases.at(-1);
  if (first === undefined || last === undefined || last.endedAt === null) return null;
  return (
    <details className={classes.past}>
      <summary>
        {t('{label} took {endedAt}', { label, endedAt: durationWords(last.endedAt - first.startedAt) })}
      </summary>
      <PhaseList phases={phases} label={label} now={last.endedAt} />
    </details>
  );
}

function PhaseList({ phases, label, now }: Props & { readonly now: number }) {
  return (
    <ol className={classes.phases} aria-label={label}>
      {phases.map(({ name, startedAt, endedAt, fraction }) => (
        <li key={`${startedAt} ${name}`} data-present={endedAt === null || undefined} title={clockTime(startedAt)}>
          {endedAt === null ? <IconLoader2 size={14} aria-hidden /> : <IconCheck size={14} aria-hidden />}
          <span className={classes.phaseName}>{said(name)}</span>
          <span className={classes.phaseTime}>
            {endedAt === null
              ? [fraction === null ? null : percent(fraction), elapsedWords(now - startedAt)].filter(Boolean).join(', ')
              : durationWords(endedAt - startedAt)}
          </span>
        </li>
      ))}
    </ol>
  );
}

interface BarProps {
  readonly label: string;
  /** 0 to 1; null: it cannot be known. */
  readonly fraction: number | null;
}

const Bar = ({ label, fraction }: BarProps) => (
  <progress className={classes.progress} aria-label={label} max={1} {...(fraction !== null && { value: fraction })} />
);
