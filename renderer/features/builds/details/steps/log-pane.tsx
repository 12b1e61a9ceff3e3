import { IconPlayerTrackNext } from '@tabler/icons-react';
import { useLocation } from 'wouter';
import type { BuildStep } from '../../../../../main/contract/builds';
import { withoutControls } from '../../../../lib/control-characters';
import { t } from '../../../../lib/i18n';
import { Button } from '../../../../ui/button';
import { CopyButton } from '../../../../ui/copy-button';
import { EngineText } from '../../../../ui/engine-text';
import { LongEngineText } from '../../../../ui/long-engine-text';
import type { Output } from '../../../../ui/output/output';
import { FindInOutput, useOutputSearch } from '../../../../ui/output/find-output';
import { OutputLines } from '../../../../ui/output/output-lines';
import { plainLine } from '../../../../ui/output/output-text';
import classes from '../../builds.module.css';
import { detailsPath } from '../../routes';

interface Props {
  readonly buildId: string;
  /** null: the builder's own words. */
  readonly step: BuildStep | null;
  readonly lines: Output;
  /** The build goes on. */
  readonly live: boolean;
  /** Of the whole build: it is told above. */
  readonly failure: string;
  /** It goes on to the next step when that runs. */
  readonly follows: boolean;
  readonly onFollow: () => void;
}

/** What one step has said. */
export function LogPane({ buildId, step, lines, live, failure, follows, onFollow }: Props) {
  const search = useOutputSearch(lines);
  const text = (): string => lines.map(plainLine).join('\n');
  const name = step === null ? t('the builder') : withoutControls(step.name);
  return (
    <section className={classes.logPane} aria-label={t('Log of {name}', { name })}>
      <FindInOutput label={t('Find in this log')} search={search}>
        {live && (
          <Button
            variant="subtle"
            className={classes.follow}
            icon={<IconPlayerTrackNext size={15} />}
            aria-pressed={follows}
            onClick={onFollow}
            title={t('Shows the step that runs')}
          >
            {t('Follow')}
          </Button>
        )}
        <CopyButton text={text} label={t('Copy log')} />
      </FindInOutput>
      {step !== null && <Facts step={step} buildId={buildId} failure={failure} />}
      {lines.length === 0 ? (
        <p className={classes.note}>{emptyWords(step)}</p>
      ) : (
        <OutputLines
          label={t('Lines of {name}', { name })}
          lines={lines}
          found={search.found}
          current={search.current}
          follow={live && search.current === null}
        />
      )}
    </section>
  );
}

function emptyWords(step: BuildStep | null): string {
  if (step?.state === 'waiting') return t('It has not begun yet.');
  if (step?.state === 'cached') return t('It came from the cache: it did not run, so it said nothing.');
  return step?.state === 'running' ? t('It has said nothing yet.') : t('It said nothing.');
}

interface FactsProps {
  readonly step: BuildStep;
  readonly buildId: string;
  readonly failure: string;
}

/** What is known of the step beside its log: all of its name, why it failed. */
function Facts({ step, buildId, failure }: FactsProps) {
  const { name, line, error } = step;
  const [, navigate] = useLocation();
  return (
    <div className={classes.stepFacts}>
      <div className={classes.stepWhole}>
        <EngineText value={name} wrap mono />
        {line !== null && (
          <Button variant="subtle" onClick={() => navigate(detailsPath(buildId, 'dockerfile', line))}>
            {t('Line {line}', { line })}
          </Button>
        )}
      </div>
      {error !== '' && error !== failure && (
        <div className={classes.wholeError}>
          <LongEngineText value={error} mono />
        </div>
      )}
    </div>
  );
}
