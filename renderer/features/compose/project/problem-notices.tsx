import { useLocation } from 'wouter';
import type { ProjectProblem, ProjectRow } from '../../../../main/contract/compose';
import { t } from '../../../lib/i18n';
import { Button } from '../../../ui/button';
import { EngineText } from '../../../ui/engine-text';
import { Notice } from '../../../ui/notice';
import { ask } from '../actions/questions-store';
import classes from '../compose.module.css';
import { editorPath } from '../routes';
import { problemAdvice, problemWords } from '../words';

interface Props {
  readonly projectKey: string;
  readonly row: ProjectRow;
}

/** What is wrong with where the project is, and the way to mend it. */
export function ProblemNotices({ projectKey, row }: Props) {
  if (row.problems.length === 0) return null;
  return (
    <div className={classes.problems}>
      {row.problems.map((problem) => (
        <Notice
          key={`${problem.kind} ${problem.subject}`}
          tone="warn"
          title={<EngineText value={problemWords(problem, row.place)} wrap />}
          actions={<Way problem={problem} projectKey={projectKey} />}
        >
          <EngineText value={problemAdvice(problem, row.place)} wrap />
        </Notice>
      ))}
    </div>
  );
}

function Way({ problem, projectKey }: { readonly problem: ProjectProblem; readonly projectKey: string }) {
  const [, navigate] = useLocation();
  if (problem.kind === 'unread')
    return (
      <Button
        onClick={() =>
          navigate(editorPath(projectKey, { path: problem.subject === '' ? null : problem.subject, line: null }))
        }
      >
        {t('Edit')}
      </Button>
    );
  return <Button onClick={() => ask({ kind: 'settings', key: projectKey })}>{t('Settings…')}</Button>;
}
