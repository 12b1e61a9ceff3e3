import { type RefObject, useLayoutEffect, useRef } from 'react';

/** From details that are closed the focus goes back to the list. `openKey`: whose details are shown. */
export function useFocusAfterDetails(openKey: string | null): RefObject<HTMLDivElement | null> {
  const list = useRef<HTMLDivElement>(null);
  const before = useRef(openKey);
  useLayoutEffect(() => {
    if (openKey === null && before.current !== null && document.activeElement === document.body)
      list.current?.querySelector<HTMLElement>('[data-line][tabindex="0"]')?.focus();
    before.current = openKey;
  }, [openKey]);
  return list;
}
