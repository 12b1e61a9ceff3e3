import { figureWords } from './numbers';

const DECIMAL = ['B', 'kB', 'MB', 'GB', 'TB', 'PB'] as const;
const BINARY = ['B', 'KiB', 'MiB', 'GiB', 'TiB', 'PiB'] as const;

/** How many digits a figure has: as a number, so without trailing zeros. */
type Digits = (value: number) => number;

/** Four significant ones, as the docker CLI prints (C's `%.4g`). */
const asDocker: Digits = (value) => Number(value.toPrecision(4));
/** Three are what a narrow column has room for. */
const brief: Digits = (value) => Number(value.toPrecision(3));
/** Figures that move all the while need no more. */
const round: Digits = (value) => (value >= 10 ? Math.round(value) : Number(value.toFixed(1)));

/** With the user's decimal sign. */
function inUnits(bytes: number, [base, units]: readonly [number, readonly string[]], digits: Digits): string {
  let value = Math.max(0, bytes);
  let unit = 0;
  while (value >= base && unit < units.length - 1) {
    value /= base;
    unit += 1;
  }
  return `${figureWords(String(digits(value)))} ${units[unit] ?? ''}`;
}

const POWERS_OF_1000 = [1000, DECIMAL] as const;
const POWERS_OF_1024 = [1024, BINARY] as const;

/** Powers of 1000 (`1.24 GB`): what `docker images`, `docker ps -s` and `docker system df` count in. */
export const decimalBytes = (bytes: number): string => inUnits(bytes, POWERS_OF_1000, asDocker);

/** Powers of 1024 (`7.76 GiB`): what `docker info` and `docker stats` count memory in. */
export const binaryBytes = (bytes: number): string => inUnits(bytes, POWERS_OF_1024, asDocker);

/** `22 MB`, `1.53 GB`. */
export const briefDecimalBytes = (bytes: number): string => inUnits(bytes, POWERS_OF_1000, brief);

/** `22.1 MiB`, `1.5 GiB`. */
export const briefBinaryBytes = (bytes: number): string => inUnits(bytes, POWERS_OF_1024, brief);

/** `612 MiB`, `1.2 GiB`. */
export const roundBinaryBytes = (bytes: number): string => inUnits(bytes, POWERS_OF_1024, round);
