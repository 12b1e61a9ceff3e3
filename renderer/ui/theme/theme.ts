import { createTheme, type MantineColorsTuple } from '@mantine/core';

// The colours themselves live in tokens.css and bridge.css; Mantine needs a name to speak of them by.
const inCss = 'var(--sw-accent)';
const water: MantineColorsTuple = [inCss, inCss, inCss, inCss, inCss, inCss, inCss, inCss, inCss, inCss];

const quick = { duration: 90, transition: 'fade' } as const;

export const theme = createTheme({
  primaryColor: 'water',
  colors: { water },
  respectReducedMotion: true,
  cursorType: 'pointer',
  fontFamily: 'var(--sw-font)',
  fontFamilyMonospace: 'var(--sw-mono)',
  defaultRadius: 'sm',
  components: {
    TextInput: { defaultProps: { size: 'xs' } },
    Checkbox: { defaultProps: { size: 'xs' } },
    Radio: { defaultProps: { size: 'xs' } },
    // Its placeholder is a focusable child of role=menu, which only menu items may be.
    Menu: {
      defaultProps: {
        withInitialFocusPlaceholder: false,
        transitionProps: quick,
        withArrow: false,
        shadow: 'md',
        offset: 4,
      },
    },
    Tooltip: { defaultProps: { transitionProps: quick, openDelay: 350, withArrow: false } },
  },
});
