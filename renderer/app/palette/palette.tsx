import { Portal } from '@mantine/core';
import { useReturnedFocus } from '../../ui/use-returned-focus';
import { PaletteBox } from './palette-box';
import { usePalette } from './palette-store';

/** Finds everything, and does it. */
export function Palette() {
  const { opened, text } = usePalette();
  useReturnedFocus(opened);
  if (!opened) return null;
  return (
    <Portal>
      <PaletteBox first={text} />
    </Portal>
  );
}
