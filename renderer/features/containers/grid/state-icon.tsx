import {
  IconAlertTriangleFilled,
  IconCircleDashed,
  IconCircleXFilled,
  IconHelpCircle,
  IconLoader2,
  IconPlayerPauseFilled,
  IconPlayerPlayFilled,
  IconPlayerStopFilled,
  IconRefresh,
  IconTrash,
} from '@tabler/icons-react';
import type { ContainerRow, ContainerState } from '../../../../main/contract/containers';
import { toneOf } from '../state-words';
import classes from './state-icon.module.css';

const ICONS = {
  running: IconPlayerPlayFilled,
  paused: IconPlayerPauseFilled,
  restarting: IconRefresh,
  removing: IconTrash,
  created: IconCircleDashed,
  exited: IconPlayerStopFilled,
  dead: IconCircleXFilled,
  unknown: IconHelpCircle,
} as const satisfies Readonly<Record<ContainerState, unknown>>;

/** The state's shape and colour; the words stand beside it. */
export function StateIcon({ row }: { readonly row: ContainerRow }) {
  const tone = toneOf(row);
  const unhealthy = row.state === 'running' && row.health === 'unhealthy';
  const Icon = row.pending !== null ? IconLoader2 : unhealthy ? IconAlertTriangleFilled : ICONS[row.state];
  return <Icon size={14} className={classes.icon} data-tone={tone} aria-hidden />;
}
