import { create } from 'zustand';

interface PaletteState {
  readonly opened: boolean;
  /** What stands in the box at first. */
  readonly text: string;
}

export const usePalette = create<PaletteState>(() => ({ opened: false, text: '' }));

export const openPalette = (text = ''): void => usePalette.setState({ opened: true, text });
export const closePalette = (): void => usePalette.setState({ opened: false });
