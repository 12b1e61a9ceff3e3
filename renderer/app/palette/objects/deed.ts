import type { Icon } from '@tabler/icons-react';
import { navigate } from 'wouter/use-browser-location';
import type { PaletteItem } from '../item';

type Deed = Pick<PaletteItem, 'icon' | 'title' | 'run'> & Partial<Pick<PaletteItem, 'danger' | 'command' | 'detail'>>;

/** One thing to do with the object of that id. */
export const deed = (of: string, name: string, given: Deed): PaletteItem => ({
  id: `${of}/${name}`,
  // Whose it is stands above.
  kind: '',
  ...given,
});

interface TabLike {
  readonly path: string;
  readonly title: string;
}

/** A tab of an object's details. */
export const tabDeed = (of: string, { path, title }: TabLike, icon: Icon, address: string): PaletteItem =>
  deed(of, `tab/${path}`, { icon, title, run: () => navigate(address) });
