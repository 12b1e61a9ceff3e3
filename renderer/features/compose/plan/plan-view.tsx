import { useEffect } from 'react';
import type { ComposePlace } from '../../../../main/contract/compose';
import type { ComposePlan, ComposeProblem } from '../../../../main/contract/compose-files';
import { withoutControls } from '../../../lib/control-characters';
import { t } from '../../../lib/i18n';
import { ErrorNotice } from '../../../ui/error-notice';
import { ProblemList } from '../../../ui/file-editor/problem-list';
import { Notice } from '../../../ui/notice';
import { Skeleton } from '../../../ui/skeleton';
import { type UnsavedFile, useDrafts } from '../edit/drafts';
import { isBelow, shownPath } from '../edit/file-path';
import { listedProblem } from '../edit/problems';
import { groupsOf, summaryOf } from './groups';
import { PlanEntryRow } from './plan-entry';
import classes from './plan-view.module.css';
import { usePlan } from './use-plan';

export interface PlanViewProps {
  /** null: the project is not kept yet. */
  readonly projectKey: string | null;
  readonly place: ComposePlace;
  /** As files stand in an editor; absolute paths. */
  readonly unsaved: readonly UnsavedFile[];
  readonly removeOrphans: boolean;
  /** A way to a line of a file, in the editor; left out: lines are only told. */
  readonly onGo?: (path: string, line: number) => void;
  /** Hears what would make it fail, and that it is not told any more; the same function each time. */
  readonly onProblems?: (problems: readonly ComposeProblem[]) => void;
}

const NONE: readonly ComposeProblem[] = [];

/** What an up would create, recreate, start, leave and remove, and why. */
export function PlanView(props: PlanViewProps) {
  const { place, unsaved, onProblems } = props;
  const { plan, error, asks, again } = usePlan(props);
  const problems = plan?.problems ?? NONE;
  useEffect(() => onProblems?.(problems), [onProblems, problems]);
  useEffect(() => () => onProblems?.(NONE), [onProblems]);
  return (
    <section className={classes.plan} aria-label={t('Plan')} aria-busy={asks}>
      {unsaved.length === 0 && <LeftOut place={place} />}
      {error !== null ? (
        <ErrorNotice error={error} onRetry={again} />
      ) : plan === undefined ? (
        <Waiting />
      ) : (
        <div className={classes.answer} data-stale={asks || undefined}>
          <Answer {...props} plan={plan} asks={asks} />
        </div>
      )}
    </section>
  );
}

interface AnswerProps extends PlanViewProps {
  readonly plan: ComposePlan;
  readonly asks: boolean;
}

function Answer({ plan, asks, place, onGo }: AnswerProps) {
  const { entries, blocked } = plan;
  const problems = plan.problems.map((problem) => listedProblem(problem, place.folder, onlyFile(place)));
  const summary = blocked ? t('Compose refuses the files: there is no plan.') : summaryOf(entries);
  return (
    <>
      <p className={classes.summary} role="status">
        {asks ? t('Looking what an up would do…') : summary}
      </p>
      {blocked && (
        <Notice tone="bad" title={t('Compose refuses the files')}>
          {t('What an up would do cannot be told before they are mended.')}
        </Notice>
      )}
      <ProblemList
        problems={problems}
        label={t('Problems of the plan')}
        onGo={onGo === undefined ? undefined : ({ path, line }) => onGo(path, line)}
      />
      {!blocked &&
        groupsOf(entries).map(({ action, title, entries: all }) => (
          <section key={action} aria-label={title} className={classes.group}>
            <h3 className={classes.groupTitle} data-action={action}>
              {title} <span className={classes.count}>{all.length}</span>
            </h3>
            <ul className={classes.entries}>
              {all.map((entry) => (
                <PlanEntryRow key={`${entry.kind} ${entry.name}`} entry={entry} />
              ))}
            </ul>
          </section>
        ))}
    </>
  );
}

/** A place of one file needs no names of files. */
const onlyFile = ({ files: [file, ...more] }: ComposePlace): string =>
  file === undefined || more.length > 0 ? '' : file;

/** What is typed and not saved is on no disk, and an up takes what is there. */
function LeftOut({ place }: { readonly place: ComposePlace }) {
  const names = useDrafts(({ drafts }) =>
    [...drafts.keys()]
      .filter((path) => place.files.includes(path) || (place.files.length === 0 && isBelow(path, place.folder)))
      .map((path) => shownPath(path, place.folder))
      .join(', '),
  );
  if (names === '') return null;
  return (
    <Notice tone="warn" title={t('Changes are not saved')}>
      {t('{names}: an up takes what is on the disk.', { names: withoutControls(names) })}
    </Notice>
  );
}

const Waiting = () => (
  <div className={classes.waiting}>
    <p className={classes.summary} role="status">
      {t('Looking what an up would do…')}
    </p>
    {['40%', '55%', '50%', '30%'].map((width) => (
      <Skeleton key={width} width={width} height="1.3em" />
    ))}
  </div>
);
