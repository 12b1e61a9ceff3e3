import type { Engine } from '../../engine/types';
import type { Texts } from '../../../../texts/translate';
import type { Tell } from '../types';

export interface HealthOptions {
  readonly engine: Pick<Engine, 'subscribe'>;
  readonly tell: Tell;
  /** It is well again. */
  readonly well: (source: string) => void;
  readonly t: Texts['t'];
}

const SAID = /^health_status: (\w+)/;

/** Containers whose health check fails. @returns What ends it. */
export const watchHealth = ({ engine, tell, well, t }: HealthOptions): (() => void) =>
  engine.subscribe({
    connected: () => undefined,
    disconnected: () => undefined,
    event({ type, action, id, attributes }) {
      const [, status] = (type === 'container' ? SAID.exec(action) : null) ?? [];
      if (status === 'healthy') well(id);
      if (status !== 'unhealthy') return;
      const name = attributes.name ?? id.slice(0, 12);
      const words = (count: number) => ({
        title: t('{name} is unhealthy', { name }),
        body:
          count > 1 ? t('Its health check failed, {count} times by now.', { count }) : t('Its health check failed.'),
      });
      const route = `/containers/${encodeURIComponent(id)}/health`;
      tell([{ kind: 'unhealthy', source: id, subject: name, route, words }]);
    },
  });
