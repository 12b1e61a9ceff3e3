export type Env = Readonly<Record<string, string | undefined>>;

/** null when not set or empty: the docker CLI makes no difference either. */
export const variable = (env: Env, name: string): string | null => {
  const value = env[name];
  return value === undefined || value === '' ? null : value;
};
