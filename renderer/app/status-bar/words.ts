import { figureWords, numberWords } from '../../lib/numbers';

const MEGA = 1e6;

/** `0.3 %` of one core. */
export const shareWords = (share: number | null): string =>
  share === null ? '– %' : `${figureWords((share * 100).toFixed(1))} %`;

export const megabytes = (bytes: number): string => `${numberWords(Math.round(bytes / MEGA))} MB`;
