import { type KeyboardEvent, type RefObject, useEffect, useRef } from 'react';

interface DetailsPane {
  /** Gets the focus when the details of another one are shown. */
  readonly heading: RefObject<HTMLHeadingElement | null>;
  readonly onKeyDown: (event: KeyboardEvent) => void;
}

/** The focus and the keys of details beside a list: `of` says whose they are; Escape closes them. */
export function useDetailsPane(of: string, onClose: () => void): DetailsPane {
  const heading = useRef<HTMLHeadingElement>(null);
  useEffect(() => heading.current?.focus({ preventScroll: true }), [of]);
  const onKeyDown = (event: KeyboardEvent): void => {
    if (event.key !== 'Escape' || event.defaultPrevented) return;
    event.preventDefault();
    onClose();
  };
  return { heading, onKeyDown };
}
