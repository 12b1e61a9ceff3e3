import { LOCALE } from './i18n';

const whole = new Intl.NumberFormat(LOCALE);

/** What stands between the whole and its parts. */
const DECIMAL_SIGN = whole.format(0.5).charAt(1);

/** `1,234`. */
export const numberWords = (count: number): string => whole.format(count);

/** A figure written by JavaScript, such as `0.5`, as the user writes it. */
export const figureWords = (figure: string): string => figure.replace('.', DECIMAL_SIGN);
