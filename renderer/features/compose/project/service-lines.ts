import type { ProjectContainer, ProjectDetails, ProjectService } from '../../../../main/contract/compose';
import { withoutControls } from '../../../lib/control-characters';
import { t } from '../../../lib/i18n';
import { containerWords, HEALTH_WORDS, serviceHealth, serviceState } from '../words';

interface ServiceLine {
  readonly kind: 'service';
  readonly key: string;
  readonly service: ProjectService;
  /** null: there is nothing below it. */
  readonly open: boolean | null;
}

export interface ContainerLine {
  readonly kind: 'container';
  readonly key: string;
  readonly service: ProjectService;
  readonly container: ProjectContainer;
}

export type Line = ServiceLine | ContainerLine;

export const serviceKey = (name: string): string => t('service {name}', { name });

/** Services in start order, below each its containers unless it is folded. */
export const linesOf = ({ services }: ProjectDetails, folded: ReadonlySet<string>): readonly Line[] =>
  services.flatMap((service): readonly Line[] => {
    const open = service.containers.length === 0 ? null : !folded.has(service.name);
    const head: Line = { kind: 'service', key: serviceKey(service.name), service, open };
    if (open !== true) return [head];
    const below = service.containers.map((container): Line => ({
      kind: 'container',
      key: container.id,
      service,
      container,
    }));
    return [head, ...below];
  });

export const lineName = (line: Line): string =>
  line.kind === 'service'
    ? t('Service {name}', { name: line.service.name })
    : t('Container {name}', { name: line.container.name });

/** What a line's accessible name goes on with. */
export function lineState(line: Line): string {
  const [words, health] =
    line.kind === 'service'
      ? [serviceState(line.service).words, serviceHealth(line.service)]
      : [containerWords(line.container), line.container.health];
  const fold = line.kind === 'service' && line.open !== null ? (line.open ? 'expanded' : 'collapsed') : '';
  return [withoutControls(words), HEALTH_WORDS[health].toLowerCase(), fold].filter((part) => part !== '').join(', ');
}
