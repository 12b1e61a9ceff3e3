import { useMemo } from 'react';
import type { BuildStep } from '../../../../../main/contract/builds';
import { t } from '../../../../lib/i18n';
import { durationWords } from '../../../../lib/time';
import { EngineText } from '../../../../ui/engine-text';
import { Section } from '../../../../ui/facts';
import classes from '../../builds.module.css';
import { STEP_WORDS } from '../../words';
import { differenceWords } from './differences';
import { pairSteps, workOf } from './pair-steps';

interface Props {
  readonly titles: readonly [string, string];
  readonly a: readonly BuildStep[];
  readonly b: readonly BuildStep[];
}

/** Steps that do the same side by side. */
export function StepTable({ titles, a, b }: Props) {
  const pairs = useMemo(() => pairSteps(a, b), [a, b]);
  return (
    <Section title={t('Steps')} none={pairs.length === 0 && t('No steps are known.')}>
      <table className={classes.table}>
        <thead>
          <tr>
            <th scope="col">{t('Step')}</th>
            <th scope="col">{titles[0]}</th>
            <th scope="col">{titles[1]}</th>
            <th scope="col">{t('Difference')}</th>
          </tr>
        </thead>
        <tbody>
          {pairs.map((pair, index) => (
            <tr key={index} data-differs={pair.a?.state !== pair.b?.state || undefined}>
              <th scope="row" className={classes.workName}>
                <EngineText value={workOf(pair.a?.name ?? pair.b?.name ?? '')} mono />
              </th>
              <td>{stepWords(pair.a)}</td>
              <td>{stepWords(pair.b)}</td>
              <td>{differenceWords(pair.a?.durationMs ?? null, pair.b?.durationMs ?? null)}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </Section>
  );
}

const stepWords = (step: BuildStep | null): string => {
  if (step === null) return t('not there');
  const { state, durationMs } = step;
  return durationMs === null ? STEP_WORDS[state] : `${STEP_WORDS[state]}, ${durationWords(durationMs)}`;
};
