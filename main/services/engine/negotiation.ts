import { say } from '../../../texts/say';

type Version = readonly [major: number, minor: number];

/** What Slipway speaks: Docker Engine 1.12 (2016) up to 28. */
const FLOOR: Version = [1, 24];
const CEILING: Version = [1, 51];

export type Negotiation =
  | { readonly kind: 'agreed'; readonly version: string }
  | { readonly kind: 'too-old' | 'too-new'; readonly reason: string };

const parse = (text: string | null): Version | null => {
  const [, major, minor] = /^(\d{1,4})\.(\d{1,4})/.exec(text ?? '') ?? [];
  return major === undefined ? null : [Number(major), Number(minor)];
};

const compare = (a: Version, b: Version): number => a[0] - b[0] || a[1] - b[1];
const format = (version: Version): string => version.join('.');

/**
 * The highest version that both sides speak.
 * @param newest The engine's highest. One that does not say speaks the floor, as the docker CLI assumes too.
 * @param oldest The engine's lowest; null: it does not say.
 */
export function negotiate(newest: string | null, oldest: string | null): Negotiation {
  const max = parse(newest) ?? FLOOR;
  const min = parse(oldest);
  if (compare(max, FLOOR) < 0) {
    const reason = say('This engine speaks API {max} at most, Slipway {floor} at least: update the engine.', {
      max: format(max),
      floor: format(FLOOR),
    });
    return { kind: 'too-old', reason };
  }
  if (min !== null && compare(min, CEILING) > 0) {
    const reason = say('This engine speaks API {min} at least, Slipway {ceiling} at most: update Slipway.', {
      min: format(min),
      ceiling: format(CEILING),
    });
    return { kind: 'too-new', reason };
  }
  return { kind: 'agreed', version: format(compare(max, CEILING) > 0 ? CEILING : max) };
}
