import {
  IconBan,
  IconCircleCheckFilled,
  IconCircleDashed,
  IconCircleFilled,
  IconCircleHalf2,
  IconCircleXFilled,
  IconHelpCircle,
  IconLoader2,
  IconCircle,
} from '@tabler/icons-react';
import type { MemberProgress, StartSetMember, StartSetRow } from '../../../main/contract/start-sets';
import { t } from '../../lib/i18n';
import { EngineText } from '../../ui/engine-text';
import classes from './start-sets.module.css';
import { useProjects } from './start-sets-store';
import { KIND_WORDS, NOW_WORDS, PROGRESS_WORDS, thenWords } from './words';

const NOW_ICONS = {
  running: IconCircleFilled,
  partial: IconCircleHalf2,
  stopped: IconCircle,
  missing: IconHelpCircle,
} as const;

const PROGRESS_ICONS = {
  waiting: IconCircleDashed,
  starting: IconLoader2,
  settling: IconLoader2,
  stopping: IconLoader2,
  done: IconCircleCheckFilled,
  failed: IconCircleXFilled,
  skipped: IconBan,
} as const;

/** A project is called as compose does; its key stands for it until that is known. */
export const useSubject = ({ kind, subject }: Pick<StartSetMember, 'kind' | 'subject'>): string =>
  useProjects(({ rows }) => (kind === 'project' ? (rows.get(subject)?.name ?? subject) : subject));

interface Props {
  readonly member: StartSetMember;
  readonly now: StartSetRow['now'][number] | undefined;
  /** Of what is under way or was last; undefined: nothing. */
  readonly progress: MemberProgress | undefined;
}

/** One member of a set: what there is of it, and how far it is. */
export function MemberLine({ member, now, progress }: Props) {
  const subject = useSubject(member);
  const state = now?.state ?? 'missing';
  const held = now?.held ?? 0;
  const Icon = NOW_ICONS[state];
  const then = thenWords(member);
  return (
    <li className={classes.member}>
      <span className={classes.now} data-state={state}>
        <Icon size={13} aria-hidden />
        {NOW_WORDS[state]}
      </span>
      <span className={classes.what}>
        <span className={classes.subject}>
          <EngineText value={subject} />
        </span>
        <span className={classes.dim}>
          {[KIND_WORDS[member.kind], held > 0 && t('held back'), then].filter(Boolean).join(', ')}
        </span>
      </span>
      {progress !== undefined && <Progress progress={progress} />}
    </li>
  );
}

function Progress({ progress: { state, detail } }: { readonly progress: MemberProgress }) {
  const Icon = PROGRESS_ICONS[state];
  return (
    <span className={classes.progress} data-state={state}>
      <Icon size={14} aria-hidden className={classes.progressIcon} />
      <span className={classes.progressWords}>
        {PROGRESS_WORDS[state]}
        {detail !== '' && <EngineText value={detail} wrap />}
      </span>
    </span>
  );
}
