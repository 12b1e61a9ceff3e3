import { figureWords } from './numbers';

const DECIMAL = ['B', 'kB', 'MB', 'GB', 'TB', 'PB'] as const;
const BINARY = ['B', 'KiB', 'MiB', 'GiB', 'TiB', 'PiB'] as const;

/** Four significant digits without trailing zeros, as the docker CLI prints (C's `%.4g`), with the user's decimal sign. */
function inUnits(bytes: number, base: number, units: readonly string[]): string {
  let value = Math.max(0, bytes);
  let unit = 0;
  while (value >= base && unit < units.length - 1) {
    value /= base;
    unit += 1;
  }
  return `${figureWords(String(Number(value.toPrecision(4))))} ${units[unit] ?? ''}`;
}

/** Powers of 1000 (`1.24 GB`): what `docker images`, `docker ps -s` and `docker system df` count in. */
export const decimalBytes = (bytes: number): string => inUnits(bytes, 1000, DECIMAL);

/** Powers of 1024 (`7.76 GiB`): what `docker info` and `docker stats` count memory in. */
export const binaryBytes = (bytes: number): string => inUnits(bytes, 1024, BINARY);
