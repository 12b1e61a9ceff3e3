import {
  IconAlertTriangleFilled,
  IconBan,
  IconCircleCheckFilled,
  IconCircleXFilled,
  IconLoader2,
  IconPlugConnectedX,
} from '@tabler/icons-react';
import type { ComposeHealth } from '../../../main/contract/compose';
import type { RunState, RunStep } from '../../../main/contract/compose-runs';
import { EngineText } from '../../ui/engine-text';
import classes from './compose.module.css';
import { HEALTH_TONES, HEALTH_WORDS, RUN_WORDS, type Tone } from './words';

/** A state by colour and word. */
export const StateMark = ({ tone, words }: { readonly tone: Tone; readonly words: string }) => (
  <span className={classes.state} data-tone={tone}>
    {tone === 'busy' ? (
      <IconLoader2 size={14} aria-hidden className={classes.turning} />
    ) : (
      <span className={classes.dot} aria-hidden />
    )}
    <EngineText value={words} />
  </span>
);

export const HealthMark = ({ health }: { readonly health: ComposeHealth }) =>
  health === 'none' ? (
    <span className={classes.dim}>–</span>
  ) : (
    <span className={classes.state} data-tone={HEALTH_TONES[health]}>
      {HEALTH_WORDS[health]}
    </span>
  );

const icons = {
  running: IconLoader2,
  working: IconLoader2,
  done: IconCircleCheckFilled,
  failed: IconCircleXFilled,
  cancelled: IconBan,
  interrupted: IconPlugConnectedX,
} as const;

const RUN_TONES: Readonly<Record<RunState | RunStep['state'], Tone>> = {
  running: 'busy',
  working: 'busy',
  done: 'ok',
  failed: 'bad',
  cancelled: 'idle',
  interrupted: 'bad',
};

/** A run's state, by shape, colour and word. */
export const RunMark = ({ state }: { readonly state: RunState }) => (
  <span className={classes.state} data-tone={RUN_TONES[state]}>
    <RunIcon state={state} />
    {RUN_WORDS[state]}
  </span>
);

/** What compose says of a step, after the shape of its state. */
export const StepMark = ({ step: { state, text } }: { readonly step: RunStep }) => (
  <span className={classes.state} data-tone={RUN_TONES[state]}>
    <RunIcon state={state} />
    <EngineText value={text} />
  </span>
);

function RunIcon({ state }: { readonly state: RunState | RunStep['state'] }) {
  const Icon = icons[state];
  return <Icon size={14} aria-hidden className={RUN_TONES[state] === 'busy' ? classes.turning : undefined} />;
}

/** Something is wrong with it: the sentence, after a sign. */
export const WarnWords = ({ words }: { readonly words: string }) => (
  <span className={classes.warn}>
    <IconAlertTriangleFilled size={13} aria-hidden />
    <EngineText value={words} />
  </span>
);
