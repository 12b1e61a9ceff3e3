import type { Candidate, CandidateState } from '../../../main/contract/engine';

const STATE_WORDS: Readonly<Record<CandidateState, string>> = {
  probing: 'Looking…',
  connected: 'Ready',
  absent: 'Not found',
  'permission-denied': 'Permission denied',
  refused: 'Refused',
  'not-responding': 'Not responding',
  'tls-problem': 'TLS problem',
  'too-old': 'Too old',
  'too-new': 'Too new',
  'consent-needed': 'Unencrypted',
  unsupported: 'Not supported',
  failed: 'Failed',
};

/** Slipway's own is always there: it can only be off. */
export const stateWords = ({ source, state }: Pick<Candidate, 'source' | 'state'>): string =>
  source === 'slipway' && state === 'absent' ? 'Off' : STATE_WORDS[state];

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
  flag: '--engine flag',
  DOCKER_HOST: 'DOCKER_HOST',
  context: 'Docker context',
  'well-known': 'Usual place',
  slipway: 'Slipway',
};
