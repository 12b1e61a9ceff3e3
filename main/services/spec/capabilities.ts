const ALL = 'ALL';
const PREFIX = 'CAP_';

/** `net_admin` as the engine has it: `CAP_NET_ADMIN`; `ALL` stays. */
function normal(capability: string): string {
  const upper = capability.trim().toUpperCase();
  return upper === ALL || upper.startsWith(PREFIX) ? upper : `${PREFIX}${upper}`;
}

const normals = (capabilities: readonly string[]): readonly string[] => {
  const all = [...new Set(capabilities.map(normal))].sort();
  return all.includes(ALL) ? [ALL] : all;
};

/** What the CLI makes of `--cap-add` and `--cap-drop`: one that is both added and dropped is added. */
export function effectiveCapabilities(add: readonly string[], drop: readonly string[]) {
  const added = normals(add);
  return { add: added, drop: normals(drop).filter((capability) => !added.includes(capability)) };
}

/** As users write it. */
export const shortCapability = (capability: string): string => capability.replace(/^CAP_/, '');
