import { useComputedColorScheme } from '@mantine/core';
import { useMemo } from 'react';
import { useSettings } from '../../rpc/stores/settings-store';
import type { Look } from './screen/mount-screen';

const FONT_SIZE = 13;

/** How terminals look, by the settings. */
export function useLook(): Look {
  const app = useComputedColorScheme('dark');
  const fontSize = useSettings(({ value }) => value?.terminal.fontSize ?? FONT_SIZE);
  const font = useSettings(({ value }) => value?.terminal.font ?? '');
  const theme = useSettings(({ value }) => value?.terminal.theme ?? 'app');
  const screenReader = useSettings(({ value }) => value?.terminal.screenReader ?? false);
  const dark = (theme === 'app' ? app : theme) === 'dark';
  return useMemo(() => ({ fontSize, font, screenReader, dark }), [fontSize, font, screenReader, dark]);
}
