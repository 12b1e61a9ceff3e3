import { MantineProvider } from '@mantine/core';
import type { ReactNode } from 'react';
import './mantine.css';
import './tokens.css';
import './bridge.css';
import './base.css';
import { theme } from './theme';

interface Props {
  readonly scheme: 'light' | 'dark';
  readonly children: ReactNode;
}

/** The theme's only carrier is the attribute on the root element; nothing is injected, as the page's policy demands. */
export function ThemeProvider({ scheme, children }: Props) {
  return (
    <MantineProvider theme={theme} forceColorScheme={scheme} withCssVariables={false} withGlobalClasses={false}>
      {children}
    </MantineProvider>
  );
}
