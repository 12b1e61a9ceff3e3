import { Tooltip } from '@mantine/core';
import { type FocusEvent, type PointerEvent, type ReactNode, useEffect, useState } from 'react';

/** Long enough not to flicker on the way past. */
const OPEN_AFTER_MS = 350;

interface TooltipTrigger {
  readonly triggerProps: {
    onPointerEnter: (event: PointerEvent<HTMLElement>) => void;
    onPointerLeave: () => void;
    onPointerDown: () => void;
    onFocus: (event: FocusEvent<HTMLElement>) => void;
    onBlur: () => void;
  };
  /** To be rendered beside the trigger. */
  readonly tooltip: ReactNode;
}

/**
 * A tooltip that costs nothing until the pointer rests on its trigger or the keyboard reaches it: lists have hundreds of
 * triggers. Escape hides it.
 */
export function useTooltip(label: string, position: 'top' | 'right' = 'top'): TooltipTrigger {
  const [target, setTarget] = useState<HTMLElement | null>(null);
  const [shown, setShown] = useState(false);

  useEffect(() => {
    if (target === null || shown) return;
    const timer = setTimeout(() => setShown(true), OPEN_AFTER_MS);
    return () => clearTimeout(timer);
  }, [target, shown]);

  const hide = (): void => {
    setShown(false);
    setTarget(null);
  };
  useEffect(() => {
    if (!shown) return;
    const onKey = (event: KeyboardEvent): void => {
      if (event.key === 'Escape') hide();
    };
    document.addEventListener('keydown', onKey, true);
    return () => document.removeEventListener('keydown', onKey, true);
  }, [shown]);

  return {
    triggerProps: {
      onPointerEnter: (event) => {
        if (event.pointerType === 'mouse') setTarget(event.currentTarget);
      },
      onPointerLeave: hide,
      onPointerDown: hide,
      onFocus: (event) => {
        if (!event.currentTarget.matches(':focus-visible')) return;
        setTarget(event.currentTarget);
        setShown(true);
      },
      onBlur: hide,
    },
    tooltip: shown && target !== null && <Tooltip opened label={label} target={target} position={position} />,
  };
}
