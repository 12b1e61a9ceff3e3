import type { ContainerAction } from '../../contract/containers';

/** What a click in the tray's menu does. */
export type TrayDeed =
  | { readonly do: 'open' }
  | { readonly do: 'quit' }
  | { readonly do: 'do-not-disturb'; readonly on: boolean }
  | { readonly do: 'machine'; readonly verb: 'start' | 'stop' }
  | { readonly do: 'containers'; readonly verb: TrayVerb; readonly ids: readonly string[] }
  /** The address of a view. */
  | { readonly do: 'route'; readonly route: string }
  /** A published port, in the browser. */
  | { readonly do: 'url'; readonly url: string };

export type TrayVerb = Extract<ContainerAction, 'start' | 'stop' | 'restart'>;

/** A line of the tray's menu. Labels are safe to show as they are: shortened, nothing hidden in them, `&` doubled as menus want it. */
export type TrayItem =
  | { readonly kind: 'separator' }
  /** It only says something. */
  | { readonly kind: 'words'; readonly label: string }
  | { readonly kind: 'deed'; readonly label: string; readonly deed: TrayDeed; readonly checked?: boolean }
  | { readonly kind: 'menu'; readonly label: string; readonly items: readonly TrayItem[] };

/** `attention`: something went wrong with the engine. */
export type TrayLook = 'running' | 'stopped' | 'attention';

/** What the tray shows. A host may have none. */
export interface Tray {
  look(): TrayLook;
  /** One short line for the pointer. */
  hint(): string;
  items(): readonly TrayItem[];
  /** Called when any of it is another, at most a few times a second. It is followed as long as somebody listens. */
  onChange(listener: () => void): () => void;
  /** What is the host's (`open`, `quit`, `url`) is not for here. Never rejects. */
  act(deed: TrayDeed): Promise<void>;
}
