/** `debian 12`, of an `os-release` file; empty: it does not say. */
export function readSystem(text: string): string {
  const value = (key: string): string => new RegExp(`^${key}=["']?([^"'\\n]*)`, 'm').exec(text)?.[1]?.trim() ?? '';
  return [value('ID'), value('VERSION_ID')].filter((part) => part !== '').join(' ');
}
