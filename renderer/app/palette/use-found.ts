import { useEffect, useState } from 'react';
import { paletteSources } from './item';
import { type Found, gather } from './query';

/** Thousands of containers may change at once: then what is found is as old as this, ms. */
const SETTLE_MS = 250;

/** All there is to find, kept up to date while the palette is open. */
export function useFound(): Found {
  const [found, setFound] = useState(() => gather(paletteSources()));
  useEffect(() => {
    let timer: ReturnType<typeof setTimeout> | undefined;
    const later = (): void => {
      timer ??= setTimeout(() => {
        timer = undefined;
        setFound(gather(paletteSources()));
      }, SETTLE_MS);
    };
    const stops = paletteSources().flatMap(({ subscribe, start }) => [
      subscribe(later),
      start?.() ?? (() => undefined),
    ]);
    return () => {
      clearTimeout(timer);
      stops.forEach((stop) => stop());
    };
  }, []);
  return found;
}
