import {
  IconBolt,
  IconPencil,
  IconPlayerPause,
  IconPlayerPlay,
  IconPlayerStop,
  IconPlayerTrackNext,
  IconRefresh,
  IconTrash,
} from '@tabler/icons-react';
import type { RowAction } from './kinds';

const ICONS = {
  start: IconPlayerPlay,
  stop: IconPlayerStop,
  restart: IconRefresh,
  pause: IconPlayerPause,
  unpause: IconPlayerTrackNext,
  kill: IconBolt,
  rename: IconPencil,
  remove: IconTrash,
} as const satisfies Readonly<Record<RowAction, unknown>>;

export function ActionIcon({ action }: { readonly action: RowAction }) {
  const Icon = ICONS[action];
  return <Icon size={16} stroke={1.75} />;
}
