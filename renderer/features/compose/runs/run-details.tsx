import { IconX } from '@tabler/icons-react';
import type { ComposeRun } from '../../../../main/contract/compose-runs';
import { t } from '../../../lib/i18n';
import { Button } from '../../../ui/button';
import { CommandBox } from '../../../ui/command-box';
import { CopyButton } from '../../../ui/copy-button';
import { EngineText } from '../../../ui/engine-text';
import { ErrorNotice } from '../../../ui/error-notice';
import { IconButton } from '../../../ui/icon-button';
import { FindInOutput, useOutputSearch } from '../../../ui/output/find-output';
import type { Output } from '../../../ui/output/output';
import { OutputLines } from '../../../ui/output/output-lines';
import { plainLine } from '../../../ui/output/output-text';
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
    <section className={classes.run} aria-label={t('Run')}>
      <header className={classes.runHead}>
        <h3 className={classes.stripTitle}>
          <EngineText value={runTitle(run)} />
        </h3>
        <RunMark state={run.state} />
        {run.exitCode !== null && (
          <span className={classes.dim}>{t('exit code {exitCode}', { exitCode: run.exitCode })}</span>
        )}
        <span className={classes.gap} />
        {!over && (
          <Button variant="danger" onClick={() => cancelRun(run.id)}>
            {t('Cancel')}
          </Button>
        )}
        <IconButton label={t('Close the run')} icon={<IconX size={15} />} onClick={onClose} />
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
  readonly output: Output;
  readonly live: boolean;
}

function WholeOutput({ output, live }: OutputProps) {
  const search = useOutputSearch(output);
  const { found, current } = search;
  return (
    <div className={classes.output}>
      <FindInOutput label={t('Find in the output')} search={search}>
        <CopyButton text={() => output.map(plainLine).join('\n')} label={t('Copy output')} />
      </FindInOutput>
      {output.length === 0 ? (
        <p className={classes.silent}>{live ? t('It has said nothing yet.') : t('It said nothing.')}</p>
      ) : (
        <OutputLines label={t('Output')} lines={output} {...{ found, current }} follow={live && current === null} />
      )}
    </div>
  );
}
