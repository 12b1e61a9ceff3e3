import type { Icon } from '@tabler/icons-react';

/** Something the palette finds: an action, or an object with actions of its own. */
export interface PaletteItem {
  /** `container:0a1b…`: the same thing has the same id for good. */
  readonly id: string;
  /** What it is, in the user's words: `Container`; '': nothing to say. */
  readonly kind: string;
  readonly icon: Icon;
  /** Perhaps the engine's text: hostile. */
  readonly title: string;
  /** Dimmed, beside the title; perhaps the engine's. */
  readonly detail?: string | undefined;
  /** What it is found by, too. */
  readonly words?: string;
  /** That do the same, as `mod+k`. */
  readonly keys?: readonly string[];
  /** Something is lost by it. */
  readonly danger?: boolean;
  readonly run: () => void;
  /** What can be done with it; asked for when the user looks. */
  readonly deeds?: () => readonly PaletteItem[];
  /** The command line that does the same. */
  readonly command?: () => Promise<string>;
}

export interface PaletteSource {
  /** `actions` come before objects that match as well. */
  readonly kind: 'actions' | 'objects';
  /** Of now. What has not changed is the same object as before: what is known of it is kept with it. */
  readonly items: () => readonly PaletteItem[];
  /** Tells when `items` would say something else. */
  readonly subscribe: (listener: () => void) => () => void;
  /** For what is watched only while the palette is open; returns how to stop it. */
  readonly start?: () => () => void;
}

const sources = new Set<PaletteSource>();

/** For good, or until the returned function is called. */
export function registerPaletteSource(source: PaletteSource): () => void {
  sources.add(source);
  return () => void sources.delete(source);
}

export const paletteSources = (): readonly PaletteSource[] => [...sources];
