import { pairs, text } from './field-makers';
import type { Part, SectionModel } from './fields';
import { BASICS, ENVIRONMENT, MOUNTS, NETWORK, PORTS } from './sections-common';
import { HEALTH, RESOURCES, SECURITY } from './sections-limits';

const LABELS: SectionModel = {
  id: 'labels',
  title: 'Labels',
  parts: [pairs('labels', 'Labels', '--label', 'label')],
  more: [pairs('annotations', 'Annotations', '--annotation', 'annotation')],
};

const LOGGING: SectionModel = {
  id: 'logging',
  title: 'Logging',
  parts: [
    text('logging.driver', 'Logging driver', '--log-driver', {
      ...{ placeholder: "the engine's default", proposals: 'logDrivers' as const },
    }),
    pairs('logging.options', 'Logging options', '--log-opt', 'option'),
  ],
  more: [pairs('storageOptions', 'Storage options', '--storage-opt', 'option')],
};

export const SECTIONS: readonly SectionModel[] = [
  ...[BASICS, PORTS, MOUNTS, ENVIRONMENT, NETWORK, RESOURCES, HEALTH, SECURITY, LABELS, LOGGING],
];

/** All fields, from top to bottom. */
export const PARTS: readonly Part[] = SECTIONS.flatMap(({ parts, more = [] }) => [...parts, ...more]);

/** The section that a path of the spec belongs to; the first where none does. */
export function sectionOf(path: string): SectionModel {
  const holds = (part: Part): boolean => path === part.path || path.startsWith(`${part.path}.`);
  const found = SECTIONS.find(({ parts, more = [] }) => [...parts, ...more].some(holds));
  return found ?? BASICS;
}
