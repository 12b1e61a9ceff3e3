import { type KeyboardEvent, useEffect, useId, useRef } from 'react';
import type { BuildStep } from '../../../../../main/contract/builds';
import { withoutControls } from '../../../../lib/control-characters';
import { t } from '../../../../lib/i18n';
import { durationWords } from '../../../../lib/time';
import { useNow } from '../../../../lib/use-now';
import { EngineText } from '../../../../ui/engine-text';
import classes from '../../builds.module.css';
import { StateMark } from '../../state-mark';
import { STEP_WORDS } from '../../words';

const TICK_MS = 500;

/** null: what the build itself has said. */
type Index = number | null;

interface Props {
  readonly steps: readonly BuildStep[];
  readonly hasOwnLog: boolean;
  readonly shown: Index;
  readonly onChoose: (index: Index) => void;
}

const moves: Readonly<Record<string, (at: number, count: number) => number>> = {
  ArrowDown: (at, count) => Math.min(count - 1, at + 1),
  ArrowUp: (at) => Math.max(0, at - 1),
  Home: () => 0,
  End: (_, count) => count - 1,
};

/** The steps in their order, each with its state, duration and why it was not cached. Up and down choose. */
export function StepList({ steps, hasOwnLog, shown, onChoose }: Props) {
  const list = useRef<HTMLDivElement>(null);
  const id = useId();
  const longest = Math.max(1, ...steps.map(({ durationMs }) => durationMs ?? 0));
  const order: readonly Index[] = [...(hasOwnLog ? [null] : []), ...steps.map(({ index }) => index)];
  const optionId = (index: Index): string => `${id}${String(index)}`;
  const hasFailed = steps.some(({ state }) => state === 'failed');
  useEffect(() => {
    list.current?.querySelector('[aria-selected=true]')?.scrollIntoView({ block: 'nearest' });
    // What is told above the list when it fails takes room from it.
  }, [shown, steps.length, hasFailed]);
  const onKeyDown = (event: KeyboardEvent): void => {
    const move = moves[event.key];
    if (move === undefined || order.length === 0) return;
    event.preventDefault();
    const to = order[move(order.indexOf(shown), order.length)];
    if (to !== undefined) onChoose(to);
  };
  return (
    <div
      ref={list}
      role="listbox"
      aria-label={t('Steps')}
      tabIndex={0}
      aria-activedescendant={order.includes(shown) ? optionId(shown) : undefined}
      className={classes.stepList}
      onKeyDown={onKeyDown}
    >
      {hasOwnLog && (
        <div
          role="option"
          id={optionId(null)}
          aria-selected={shown === null}
          className={classes.step}
          onClick={() => onChoose(null)}
        >
          <span className={classes.ownWords}>{t('The builder’s own words')}</span>
        </div>
      )}
      {steps.map((step, at) => (
        <Step
          key={step.index}
          id={optionId(step.index)}
          step={step}
          // Of several that miss the cache for the same reason, the first tells it.
          missed={step.missed === steps[at - 1]?.missed ? '' : step.missed}
          longest={longest}
          selected={step.index === shown}
          onChoose={onChoose}
        />
      ))}
    </div>
  );
}

interface StepProps {
  readonly id: string;
  readonly step: BuildStep;
  /** Why it was not cached; '': not told here. */
  readonly missed: string;
  /** ms, of the longest step so far. */
  readonly longest: number;
  readonly selected: boolean;
  readonly onChoose: (index: number) => void;
}

function Step({ id, step, missed, longest, selected, onChoose }: StepProps) {
  const { index, name, state, line, durationMs } = step;
  const label = [name, STEP_WORDS[state], missed].filter((part) => part !== '').join(', ');
  return (
    <div
      role="option"
      id={id}
      aria-selected={selected}
      aria-label={withoutControls(label)}
      className={classes.step}
      data-state={state}
      onClick={() => onChoose(index)}
    >
      <StateMark state={state} />
      <span className={classes.stepName}>
        <EngineText value={name} mono />
      </span>
      <span className={classes.stepLine}>{line === null ? '' : t('line {line}', { line })}</span>
      <span className={classes.stepTime}>
        <Time step={step} />
      </span>
      <Bar share={durationMs === null ? null : durationMs / longest} />
      {missed !== '' && (
        <span className={classes.missed}>
          <EngineText value={missed} wrap />
        </span>
      )}
    </div>
  );
}

/** How long it took beside the longest. */
function Bar({ share }: { readonly share: number | null }) {
  return (
    <span className={classes.bars} aria-hidden>
      {share !== null && <span className={classes.duration} style={{ width: `${Math.max(1, share * 100)}%` }} />}
    </span>
  );
}

function Time({ step: { state, durationMs, startedAt } }: { readonly step: BuildStep }) {
  if (durationMs !== null) return durationWords(durationMs);
  return state === 'running' && startedAt !== null ? <Ticking since={startedAt} /> : null;
}

const Ticking = ({ since }: { readonly since: number }) => durationWords(useNow(TICK_MS) - since);
