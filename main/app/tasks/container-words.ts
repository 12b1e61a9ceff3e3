import type { ContainerAction } from '../../contract/containers';
import type { Texts } from '../../../texts/translate';

type T = Texts['t'];

/** What is done to one. */
export function containerWords(t: T, action: ContainerAction, name: string): string {
  switch (action) {
    case 'start':
      return t('Start {name}', { name });
    case 'stop':
      return t('Stop {name}', { name });
    case 'restart':
      return t('Restart {name}', { name });
    case 'pause':
      return t('Pause {name}', { name });
    case 'unpause':
      return t('Unpause {name}', { name });
    case 'kill':
      return t('Kill {name}', { name });
    case 'remove':
      return t('Delete {name}', { name });
  }
}

/** What is done to many. */
export function containersWords(t: T, action: ContainerAction, count: number): string {
  switch (action) {
    case 'start':
      return t('Start {count, plural, one {# container} other {# containers}}', { count });
    case 'stop':
      return t('Stop {count, plural, one {# container} other {# containers}}', { count });
    case 'restart':
      return t('Restart {count, plural, one {# container} other {# containers}}', { count });
    case 'pause':
      return t('Pause {count, plural, one {# container} other {# containers}}', { count });
    case 'unpause':
      return t('Unpause {count, plural, one {# container} other {# containers}}', { count });
    case 'kill':
      return t('Kill {count, plural, one {# container} other {# containers}}', { count });
    case 'remove':
      return t('Delete {count, plural, one {# container} other {# containers}}', { count });
  }
}
