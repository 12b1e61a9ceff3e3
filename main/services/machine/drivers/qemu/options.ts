import type { GuestArch } from '../../driver';

export interface QemuOptions {
  /** The machine's own folder, the same as in every spec. */
  readonly dir: string;
  readonly platform: NodeJS.Platform;
  /** Of this computer. */
  readonly arch: GuestArch;
  readonly env: Readonly<Record<string, string | undefined>>;
  readonly log: (line: string) => void;
  /** Instead of a search in PATH. */
  readonly qemuPath?: string;
}
