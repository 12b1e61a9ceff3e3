import { IconAlertTriangle, IconCircleX } from '@tabler/icons-react';
import type { LineProblem } from '../../../ui/code-editor/problems';
import { EngineText } from '../../../ui/engine-text';
import classes from '../builds.module.css';

interface Props {
  readonly problems: readonly LineProblem[];
  readonly onGo: (line: number) => void;
}

const icons = { error: IconCircleX, warning: IconAlertTriangle } as const;
const WORDS = { error: 'Error', warning: 'Warning' } as const;
const MOST = 100;

/** What the lint says, each a way to its line. */
export function ProblemList({ problems, onGo }: Props) {
  if (problems.length === 0) return null;
  return (
    <ul className={classes.problemList} aria-label="Problems">
      {problems.slice(0, MOST).map(({ line, severity, message }, index) => {
        const Icon = icons[severity];
        return (
          <li key={index}>
            <button type="button" className={classes.problem} data-severity={severity} onClick={() => onGo(line)}>
              <Icon size={15} aria-hidden className={classes.problemIcon} />
              <span className={classes.problemLine}>
                {WORDS[severity]}, line {line}
              </span>
              <EngineText value={message} wrap />
            </button>
          </li>
        );
      })}
      {problems.length > MOST && <li>and {problems.length - MOST} more</li>}
    </ul>
  );
}
