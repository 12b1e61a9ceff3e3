import type { MachineState } from '../../../main/contract/machine';
import { said, t } from '../../lib/i18n';
import { useConnection } from '../../rpc/use-stream';
import { useActions } from './actions-store';
import classes from './machine.module.css';
import { NAME, POWER_WORDS, powerTone } from './machine-words';
import { presentPhase } from './phases';

/** In a few words how it is, read out as it changes; times and figures, which change all the while, are elsewhere. */
export function StateLine({ state }: { readonly state: MachineState }) {
  const lost = useConnection() === 'lost';
  const pending = useActions((store) => store.pending);
  return (
    <p
      role="status"
      aria-label={t('{name} state', { name: NAME })}
      className={classes.state}
      data-tone={lost ? 'idle' : powerTone(state)}
    >
      <span className={classes.power}>{POWER_WORDS[state.power]}</span>
      <span className={classes.remark}>{lost ? t('Last known state') : remark(state, pending)}</span>
    </p>
  );
}

function remark(state: MachineState, pending: readonly string[]): string {
  const { power, phases, engineReady } = state;
  const phase = presentPhase(phases);
  if (power === 'broken') return '';
  if (phase !== undefined) return said(phase.name);
  if (pending.includes('compact')) return t('Compacting the disk…');
  if (pending.includes('welcome')) return t('Starting the welcome container…');
  if (power === 'running') return engineReady ? t('Engine ready') : t('Its engine does not answer yet');
  if (power === 'sleeping') return t('It wakes by itself when it is needed');
  return '';
}
