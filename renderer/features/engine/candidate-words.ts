import type { Candidate, CandidateState } from '../../../main/contract/engine';
import { t } from '../../lib/i18n';

const STATE_WORDS: Readonly<Record<CandidateState, string>> = {
  probing: t('Looking…'),
  connected: t('Ready'),
  absent: t('Not found'),
  'permission-denied': t('Permission denied'),
  refused: t('Refused'),
  'not-responding': t('Not responding'),
  'tls-problem': t('TLS problem'),
  'too-old': t('Too old'),
  'too-new': t('Too new'),
  'consent-needed': t('Unencrypted'),
  unsupported: t('Not supported'),
  failed: t('Failed'),
};

/** Slipway's own is always there: it can only be off. */
export const stateWords = ({ source, state }: Pick<Candidate, 'source' | 'state'>): string =>
  source === 'slipway' && state === 'absent' ? t('Off') : STATE_WORDS[state];

type Tone = 'ok' | 'warn' | 'bad' | 'idle';

export const STATE_TONES: Readonly<Record<CandidateState, Tone>> = {
  probing: 'idle',
  connected: 'ok',
  absent: 'idle',
  'permission-denied': 'warn',
  refused: 'bad',
  'not-responding': 'bad',
  'tls-problem': 'bad',
  'too-old': 'bad',
  'too-new': 'bad',
  'consent-needed': 'warn',
  unsupported: 'idle',
  failed: 'bad',
};

export const SOURCE_WORDS: Readonly<Record<Candidate['source'], string>> = {
  flag: t('--engine flag'),
  DOCKER_HOST: 'DOCKER_HOST',
  context: t('Docker context'),
  'well-known': t('Usual place'),
  slipway: t('Slipway'),
};
