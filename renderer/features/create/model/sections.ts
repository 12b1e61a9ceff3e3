import { t } from '../../../lib/i18n';
import { pairs, text } from './field-makers';
import type { Part, SectionModel } from './fields';
import { BASICS, ENVIRONMENT, MOUNTS, NETWORK, PORTS } from './sections-common';
import { HEALTH, RESOURCES, SECURITY } from './sections-limits';

const LABELS: SectionModel = {
  id: 'labels',
  title: t('Labels'),
  parts: [pairs('labels', t('Labels'), '--label', t('label'))],
  more: [pairs('annotations', t('Annotations'), '--annotation', t('annotation'))],
};

const LOGGING: SectionModel = {
  id: 'logging',
  title: t('Logging'),
  parts: [
    text('logging.driver', t('Logging driver'), '--log-driver', {
      ...{ placeholder: t("the engine's default"), proposals: 'logDrivers' as const },
    }),
    pairs('logging.options', t('Logging options'), '--log-opt', t('option')),
  ],
  more: [pairs('storageOptions', t('Storage options'), '--storage-opt', t('option'))],
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
