import type { PlanEntry, PlanReason } from '../../../../main/contract/compose-files';
import { t } from '../../../lib/i18n';
import { EngineText } from '../../../ui/engine-text';
import { isOwnReason, reasonWords } from './groups';
import classes from './plan-view.module.css';

const FIRST = { build: t('builds its image first'), pull: t('pulls its image first'), none: '' } as const;

/** One service, network or volume, and why something is done to it. */
export function PlanEntryRow({ entry }: { readonly entry: PlanEntry }) {
  const { kind, name, reasons, containers, first } = entry;
  return (
    <li className={classes.entry}>
      <span className={classes.entryHead}>
        <span className={classes.kind}>{kind}</span>
        <EngineText value={name} mono />
        {first !== 'none' && (
          <span className={classes.first} data-first={first}>
            {FIRST[first]}
          </span>
        )}
      </span>
      {containers.length > 0 && (
        <span className={classes.containers}>
          <EngineText value={containers.join(', ')} />
        </span>
      )}
      {reasons.length > 0 && (
        <ul className={classes.reasons} aria-label={t('Because of')}>
          {reasons.map((reason, index) => (
            <Reason key={index} reason={reason} />
          ))}
        </ul>
      )}
    </li>
  );
}

function Reason({ reason: { key, from, to } }: { readonly reason: PlanReason }) {
  return (
    <li className={classes.reason}>
      {isOwnReason(key) ? <span>{reasonWords(key)}</span> : <EngineText value={key} mono />}
      {(from !== '' || to !== '') && (
        <span className={classes.change}>
          <Side value={from} words={t('was')} none={t('not there before')} />
          <span aria-hidden>→</span>
          <Side value={to} words={t('is going to be')} none={t('not there any more')} />
        </span>
      )}
    </li>
  );
}

function Side({ value, words, none }: { readonly value: string; readonly words: string; readonly none: string }) {
  if (value === '') return <span className={classes.none}>{none}</span>;
  return (
    <span className={classes.value}>
      <span className="sw-hidden">{words} </span>
      <EngineText value={value} mono wrap />
    </span>
  );
}
