import type { TimelineEntry } from '../../../main/contract/stops';
import { withoutControls } from '../../lib/control-characters';
import { t } from '../../lib/i18n';

const WORDS: Readonly<Record<string, string>> = {
  create: t('Created'),
  start: t('Started'),
  restart: t('Restarted'),
  stop: t('Stopped on request'),
  die: t('Ended'),
  oom: t('The out-of-memory killer struck'),
  pause: t('Paused'),
  unpause: t('Unpaused'),
  update: t('Its limits were changed'),
  destroy: t('Removed'),
  remove: t('Removed'),
  rename: t('Renamed'),
};

/** "Ended with 137". */
export function happeningWords({ action, exitCode, signal, own }: TimelineEntry): string {
  const [verb = '', status = ''] = action.split(/: ?/, 2);
  const by = own ? t(', by Slipway') : '';
  if (verb === 'kill') return t('{signal} was sent to it{by}', { signal: signal ?? t('A signal'), by });
  if (verb === 'health_status') return t('Health: {status}', { status: withoutControls(status) || t('changed') });
  if (verb === 'die') return exitCode === null ? t('Ended') : t('Ended with {exitCode}', { exitCode });
  return `${Object.hasOwn(WORDS, verb) ? (WORDS[verb] ?? '') : withoutControls(action)}${by}`;
}
