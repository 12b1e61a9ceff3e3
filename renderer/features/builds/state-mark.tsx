import {
  IconBan,
  IconCircleCheckFilled,
  IconCircleDashed,
  IconCircleXFilled,
  IconDatabase,
  IconLoader2,
  IconPlugConnectedX,
} from '@tabler/icons-react';
import type { BuildRow, BuildStep } from '../../../main/contract/builds';
import classes from './builds.module.css';
import { STATE_WORDS, STEP_WORDS } from './words';

const icons = {
  preparing: IconCircleDashed,
  waiting: IconCircleDashed,
  running: IconLoader2,
  cached: IconDatabase,
  done: IconCircleCheckFilled,
  failed: IconCircleXFilled,
  cancelled: IconBan,
  interrupted: IconPlugConnectedX,
} as const;

type State = BuildRow['state'] | BuildStep['state'];

const WORDS: Readonly<Record<State, string>> = { ...STEP_WORDS, ...STATE_WORDS };

/** A state by shape, colour and word. */
export function StateMark({ state }: { readonly state: State }) {
  const Icon = icons[state];
  return (
    <span className={classes.state} data-state={state}>
      <Icon size={15} aria-hidden className={classes.stateIcon} />
      {WORDS[state]}
    </span>
  );
}
