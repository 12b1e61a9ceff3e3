import type { ForwardRule } from '../driver';
import { ruleKey } from './wanted';

export interface Plan {
  /** First: what is removed may hold the port of what is added. */
  readonly remove: readonly ForwardRule[];
  readonly add: readonly ForwardRule[];
}

/** What makes the rules there are into those that should be; rules that fit are left as they are. */
export function planForwards(
  wanted: readonly ForwardRule[],
  actual: readonly ForwardRule[],
  engineHostPort: number,
): Plan {
  const there = new Set(actual.map(ruleKey));
  const should = new Set(wanted.map(ruleKey));
  const isEngines = ({ protocol, hostPort }: ForwardRule): boolean => protocol === 'tcp' && hostPort === engineHostPort;
  return {
    remove: actual.filter((rule) => !should.has(ruleKey(rule)) && !isEngines(rule)),
    add: wanted.filter((rule) => !there.has(ruleKey(rule)) && !isEngines(rule)),
  };
}
