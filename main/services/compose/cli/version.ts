/** Of a compose CLI: the numbers of its version, as far as they are told. */
export type Version = readonly [major: number, minor: number];

/** The version a CLI says of itself, without a `v` before it; '': it says none. */
export const versionIn = (said: string): string => /\d+\.\d+[\w.+~-]*/.exec(said)?.[0] ?? '';

export function numbersOf(version: string): Version {
  const [major = 0, minor = 0] = version.split('.').map((part) => Number.parseInt(part, 10) || 0);
  return [major, minor];
}

export const isAtLeast = (version: string, [major, minor]: Version): boolean => {
  const [hisMajor, hisMinor] = numbersOf(version);
  return hisMajor > major || (hisMajor === major && hisMinor >= minor);
};
