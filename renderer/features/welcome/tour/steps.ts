import { t } from '../../../lib/i18n';

export interface TourStep {
  /** What it is about, as a selector of a part that is there in every view. */
  readonly anchor: string;
  readonly title: string;
  readonly text: string;
}

const view = (path: string): string => `nav a[href="${path}"]`;

/** What Slipway does otherwise than its kind. A step whose part is not in sight is left out. */
export const STEPS: readonly TourStep[] = [
  {
    anchor: view('/containers'),
    title: t('Containers, as they are'),
    text: t(
      'The list follows the engine’s own events. Open a container to see why it stopped, its files, its processes and what it measures. What is deleted can be brought back from the bin.',
    ),
  },
  {
    anchor: view('/logs'),
    title: t('Logs of several containers in one'),
    text: t(
      'Followed together in the order of time, searched by words or patterns, without a line lost when a connection breaks.',
    ),
  },
  {
    anchor: view('/disk'),
    title: t('What takes room, and what can go'),
    text: t('Every clean-up says beforehand what would be deleted and how much comes back. Nothing goes by itself.'),
  },
  {
    anchor: view('/engine'),
    title: t('Any engine'),
    text: t(
      'Docker, Podman, Colima, one on another computer, or Slipway’s own. From here another engine’s images, volumes and networks can be imported.',
    ),
  },
  {
    anchor: '[data-tour-part="commands"]',
    title: t('Every click is a command'),
    text: t('Whatever you do here is noted as the docker line that does the same, to be copied into a script.'),
  },
  {
    anchor: '[data-tour-part="keys"]',
    title: t('Made for the keyboard'),
    text: t('Press ? anywhere for all keys. The views have one each, and so has everything in a list.'),
  },
];

/** null: it is not in sight. */
export function anchorOf({ anchor }: TourStep): Element | null {
  const found = document.querySelector(anchor);
  return found !== null && found.getClientRects().length > 0 ? found : null;
}
