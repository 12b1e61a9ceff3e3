import { IconX } from '@tabler/icons-react';
import { useMemo, useState } from 'react';
import type { ComposeRun } from '../../../../main/contract/compose-runs';
import { Button } from '../../../ui/button';
import { CommandBox } from '../../../ui/command-box';
import { CopyButton } from '../../../ui/copy-button';
import { EngineText } from '../../../ui/engine-text';
import { ErrorNotice } from '../../../ui/error-notice';
import { IconButton } from '../../../ui/icon-button';
import { OutputLines } from '../../../ui/output/output-lines';
import { linesWith, nextMatch, plainLine } from '../../../ui/output/output-text';
import { SearchBox } from '../../../ui/search-box';
import { cancelRun } from '../actions/deeds';
import classes from '../compose.module.css';
import { RunMark } from '../marks';
import { isOver, runTitle } from '../words';
import { FailureText } from './failure-text';
import { StepList } from './step-list';
import { useReport } from './use-report';

/** One run: the command, what was reported of each thing, and all that was said. */
export function RunDetails({ run, onClose }: { readonly run: ComposeRun; readonly onClose: () => void }) {
  const { report, error } = useReport(run.id);
  const over = isOver(run);
  return (
    <section className={classes.run} aria-label="Run">
      <header className={classes.runHead}>
        <h3 className={classes.stripTitle}>
          <EngineText value={runTitle(run)} />
        </h3>
        <RunMark state={run.state} />
        {run.exitCode !== null && <span className={classes.dim}>exit code {run.exitCode}</span>}
        <span className={classes.gap} />
        {!over && (
          <Button variant="danger" onClick={() => cancelRun(run.id)}>
            Cancel
          </Button>
        )}
        <IconButton label="Close the run" icon={<IconX size={15} />} onClick={onClose} />
      </header>
      <div className={classes.runFacts}>
        <CommandBox lines={[run.command]} />
        {run.failure !== '' && <FailureText failure={run.failure} />}
        {error !== null && <ErrorNotice error={error} />}
      </div>
      {report.steps.length > 0 && <StepList steps={report.steps} />}
      <WholeOutput output={report.output} live={!over} />
    </section>
  );
}

interface OutputProps {
  readonly output: Parameters<typeof linesWith>[0];
  readonly live: boolean;
}

function WholeOutput({ output, live }: OutputProps) {
  const [words, setWords] = useState('');
  const [current, setCurrent] = useState<number | null>(null);
  const matches = useMemo(() => linesWith(output, words), [output, words]);
  const found = useMemo(() => new Set(matches), [matches]);
  const go = (by: 1 | -1): void => setCurrent(nextMatch(matches, current, by));
  const change = (next: string): void => {
    setWords(next);
    setCurrent(nextMatch(linesWith(output, next), null, 1));
  };
  return (
    <div className={classes.output}>
      <div className={classes.outputHead}>
        <SearchBox
          label="Find in the output"
          className={classes.find}
          value={words}
          onText={change}
          onKeyDown={(event) => {
            if (event.key === 'Enter') go(event.shiftKey ? -1 : 1);
            if (event.key !== 'Escape' || words === '') return;
            event.preventDefault();
            change('');
          }}
        />
        <span className={classes.dim} role="status">
          {words === '' ? '' : matches.length === 0 ? 'not found' : foundWords(matches, current)}
        </span>
        <span className={classes.gap} />
        <CopyButton text={() => output.map(plainLine).join('\n')} label="Copy output" />
      </div>
      {output.length === 0 ? (
        <p className={classes.silent}>{live ? 'It has said nothing yet.' : 'It said nothing.'}</p>
      ) : (
        <OutputLines label="Output" lines={output} {...{ found, current }} follow={live && current === null} />
      )}
    </div>
  );
}

const foundWords = (matches: readonly number[], current: number | null): string =>
  `${String(current === null ? 0 : matches.indexOf(current) + 1)} of ${String(matches.length)}`;
