import { IconAlertTriangle, IconCircleX, IconInfoCircle } from '@tabler/icons-react';
import { t } from '../../lib/i18n';
import type { LineProblem } from '../code-editor/problems';
import { EngineText } from '../engine-text';
import classes from './file-editor.module.css';

export interface ListedProblem extends LineProblem {
  /** Name of the file it is in; left out: the one that is edited, or there is but one. */
  readonly file?: string;
}

interface Props<T extends ListedProblem> {
  /** Those with line 0 are of no line: they lead nowhere. */
  readonly problems: readonly T[];
  readonly label?: string;
  /** Left out: they are only told. */
  readonly onGo?: ((problem: T) => void) | undefined;
}

const icons = { error: IconCircleX, warning: IconAlertTriangle, info: IconInfoCircle } as const;
const WORDS = { error: t('Error'), warning: t('Warning'), info: t('Note') } as const;
const MOST = 100;

/** What is wrong, each a way to its line. */
export function ProblemList<T extends ListedProblem>({ problems, label = t('Problems'), onGo }: Props<T>) {
  if (problems.length === 0) return null;
  return (
    <ul className={classes.problemList} aria-label={label}>
      {problems.slice(0, MOST).map((problem, index) => (
        <li key={index}>
          {problem.line === 0 || onGo === undefined ? (
            <div className={classes.problem} data-severity={problem.severity}>
              <Words {...problem} />
            </div>
          ) : (
            <button
              type="button"
              className={classes.problem}
              data-severity={problem.severity}
              onClick={() => onGo(problem)}
            >
              <Words {...problem} />
            </button>
          )}
        </li>
      ))}
      {problems.length > MOST && (
        <li className={classes.problem}>{t('and {count} more', { count: problems.length - MOST })}</li>
      )}
    </ul>
  );
}

function Words({ line, severity, message, advice = '', file = '' }: ListedProblem) {
  const Icon = icons[severity];
  return (
    <>
      <Icon size={15} aria-hidden className={classes.problemIcon} />
      <span className={classes.problemLine}>
        {WORDS[severity]}
        {line > 0 && t(', line {line}', { line })}
      </span>
      <span className={classes.problemWords}>
        {file !== '' && (
          <span className={classes.problemFile}>
            <EngineText value={file} mono />
          </span>
        )}
        <span className={classes.problemMessage}>
          <EngineText value={message} wrap />
        </span>
        {advice !== '' && (
          <span className={classes.advice}>
            <EngineText value={advice} wrap />
          </span>
        )}
      </span>
    </>
  );
}
