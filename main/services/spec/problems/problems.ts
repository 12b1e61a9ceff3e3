import type { ContainerSpec, SpecProblem } from '../../../contract/spec';
import { BASIC_CHECKS } from './basic';
import { NETWORK_CHECKS } from './network';
import { RESOURCE_CHECKS } from './resources';
import type { Check } from './report';
import { STORAGE_CHECKS } from './storage';

const CHECKS: readonly Check[] = [...BASIC_CHECKS, ...NETWORK_CHECKS, ...STORAGE_CHECKS, ...RESOURCE_CHECKS];

/** What can be seen to be wrong without asking the engine; errors and warnings, in the order of the form. */
export const specProblems = (spec: ContainerSpec): readonly SpecProblem[] => CHECKS.flatMap((check) => check(spec));
