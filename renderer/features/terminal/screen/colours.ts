import type { ITheme } from '@xterm/xterm';

/** As `--sw-sunken` and `--sw-text` of the dark theme. */
export const DARK: ITheme = {
  ...{ background: '#0e1214', foreground: '#dbe3e7', cursor: '#4cc3d3', cursorAccent: '#0e1214' },
  ...{ selectionBackground: '#2a5c66', selectionInactiveBackground: '#2a3f45' },
  ...{ black: '#2a3339', red: '#ff8f85', green: '#62cf93', yellow: '#e8b64c', blue: '#74b8ff', magenta: '#d7a6ff' },
  ...{ cyan: '#4cc3d3', white: '#c6d0d5', brightBlack: '#7f8d95', brightRed: '#ffb3ab', brightGreen: '#8fe3b4' },
  ...{ brightYellow: '#f5d083', brightBlue: '#a3d0ff', brightMagenta: '#e6c8ff', brightCyan: '#8adbe6' },
  ...{ brightWhite: '#ffffff', scrollbarSliderBackground: '#6b7a8366', scrollbarSliderHoverBackground: '#6b7a8399' },
  scrollbarSliderActiveBackground: '#6b7a83cc',
};

export const LIGHT: ITheme = {
  ...{ background: '#ffffff', foreground: '#182126', cursor: '#0b6b7d', cursorAccent: '#ffffff' },
  ...{ selectionBackground: '#a9dbe4', selectionInactiveBackground: '#d3e4e8' },
  ...{ black: '#182126', red: '#b3261e', green: '#17703c', yellow: '#835200', blue: '#0d5cab', magenta: '#8331a8' },
  ...{ cyan: '#0b6b7d', white: '#52606a', brightBlack: '#55636c', brightRed: '#c4372e', brightGreen: '#1f7d47' },
  ...{ brightYellow: '#8a5a00', brightBlue: '#1767bd', brightMagenta: '#9340b8', brightCyan: '#0b7284' },
  ...{ brightWhite: '#182126', scrollbarSliderBackground: '#87939a66', scrollbarSliderHoverBackground: '#87939a99' },
  scrollbarSliderActiveBackground: '#87939acc',
};

/** Of what a search found. */
export const MATCH_COLOURS = {
  dark: {
    ...{ matchBackground: '#5c4a12', matchOverviewRuler: '#e8b64c' },
    ...{ activeMatchBackground: '#1d6b78', activeMatchColorOverviewRuler: '#4cc3d3' },
  },
  light: {
    ...{ matchBackground: '#f6dfa4', matchOverviewRuler: '#835200' },
    ...{ activeMatchBackground: '#8fd5e1', activeMatchColorOverviewRuler: '#0b6b7d' },
  },
} as const;
