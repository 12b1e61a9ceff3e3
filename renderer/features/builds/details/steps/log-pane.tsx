import { IconArrowDown, IconArrowUp, IconPlayerTrackNext } from '@tabler/icons-react';
import { useMemo, useState } from 'react';
import { useLocation } from 'wouter';
import type { BuildStep } from '../../../../../main/contract/builds';
import { withoutControls } from '../../../../lib/control-characters';
import { Button } from '../../../../ui/button';
import { CopyButton } from '../../../../ui/copy-button';
import { EngineText } from '../../../../ui/engine-text';
import { IconButton } from '../../../../ui/icon-button';
import { LongEngineText } from '../../../../ui/long-engine-text';
import type { Output } from '../../../../ui/output/output';
import { OutputLines } from '../../../../ui/output/output-lines';
import { linesWith, nextMatch, plainLine } from '../../../../ui/output/output-text';
import { SearchBox } from '../../../../ui/search-box';
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
  const [words, setWords] = useState('');
  const [current, setCurrent] = useState<number | null>(null);
  const matches = useMemo(() => linesWith(lines, words), [lines, words]);
  const found = useMemo(() => new Set(matches), [matches]);
  const go = (by: 1 | -1): void => setCurrent(nextMatch(matches, current, by));
  const change = (next: string): void => {
    setWords(next);
    setCurrent(nextMatch(linesWith(lines, next), null, 1));
  };
  const text = (): string => lines.map(plainLine).join('\n');
  const name = step === null ? 'the builder' : withoutControls(step.name);
  return (
    <section className={classes.logPane} aria-label={`Log of ${name}`}>
      <div className={classes.logHead}>
        <SearchBox
          label="Find in this log"
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
        <span className={classes.count} role="status">
          {words === '' ? '' : countWords(matches, current)}
        </span>
        <IconButton
          label="Previous match"
          icon={<IconArrowUp size={15} />}
          disabled={matches.length === 0}
          onClick={() => go(-1)}
        />
        <IconButton
          label="Next match"
          icon={<IconArrowDown size={15} />}
          disabled={matches.length === 0}
          onClick={() => go(1)}
        />
        <span className={classes.gap} />
        {live && (
          <Button
            variant="subtle"
            className={classes.follow}
            icon={<IconPlayerTrackNext size={15} />}
            aria-pressed={follows}
            onClick={onFollow}
            title="Shows the step that runs"
          >
            Follow
          </Button>
        )}
        <CopyButton text={text} label="Copy log" />
      </div>
      {step !== null && <Facts step={step} buildId={buildId} failure={failure} />}
      {lines.length === 0 ? (
        <p className={classes.note}>{emptyWords(step)}</p>
      ) : (
        <OutputLines label={`Lines of ${name}`} {...{ lines, found, current }} follow={live && current === null} />
      )}
    </section>
  );
}

const countWords = (matches: readonly number[], current: number | null): string =>
  matches.length === 0
    ? 'not found'
    : `${String(current === null ? 0 : matches.indexOf(current) + 1)} of ${String(matches.length)}`;

function emptyWords(step: BuildStep | null): string {
  if (step?.state === 'waiting') return 'It has not begun yet.';
  if (step?.state === 'cached') return 'It came from the cache: it did not run, so it said nothing.';
  return step?.state === 'running' ? 'It has said nothing yet.' : 'It said nothing.';
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
            {`Line ${line}`}
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
