const KIB = 1024;
const UNITS = ['', 'k', 'm', 'g', 't', 'p'] as const;
const SIZE = /^(\d+(?:\.\d+)?) ?([kmgtp])?i?b?$/i;

/** `512m`, `1.5g`, `1048576`: bytes, as the docker CLI counts them; null: not a size. */
export function readSize(said: string): number | null {
  const parts = SIZE.exec(said);
  if (parts?.[1] === undefined) return null;
  const power = UNITS.findIndex((unit) => unit === (parts[2] ?? '').toLowerCase());
  return Math.trunc(Number(parts[1]) * KIB ** power);
}

/** The shortest way to say it exactly: `512m`. */
export function sizeText(bytes: number): string {
  let power = 0;
  let rest = bytes;
  while (power < UNITS.length - 1 && rest !== 0 && rest % KIB === 0) {
    rest /= KIB;
    power += 1;
  }
  return `${String(rest)}${UNITS[power] ?? ''}`;
}
