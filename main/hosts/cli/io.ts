/** What the command has around it. */
export interface Io {
  readonly out: (text: string) => void;
  readonly err: (text: string) => void;
  readonly env: Readonly<Record<string, string | undefined>>;
  readonly platform: NodeJS.Platform;
  readonly homeDir: string;
  readonly cwd: string;
  readonly version: string;
  /** What runs this very command once more; its arguments follow. */
  readonly self: readonly string[];
  /** What opens the desktop app, or browser mode where there is none; `--data-dir` and a link may follow. */
  readonly app: readonly string[];
  /** Browser mode in this process, until its user ends it; resolves with the exit code. */
  readonly serveBrowser: (options: BrowserOptions) => Promise<number>;
}

export interface BrowserOptions {
  readonly port: number | null;
  readonly open: boolean;
  readonly engineUrl: string | null;
  readonly dataDir: string | null;
}

/** What could not be done; the message is one line for the user. */
export class Failure extends Error {
  override readonly name = 'Failure';
  constructor(
    message: string,
    readonly code: number,
  ) {
    super(message);
  }
}

// What the engine and its containers are called may steer a terminal.
const STEERING = /[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]/gu;

/** A text of others, for a terminal: on one line, and without effect. */
export const tame = (text: string): string =>
  text.replace(STEERING, (sign) => `\\u${(sign.codePointAt(0) ?? 0).toString(16).padStart(4, '0')}`);

/** Rows whose second column lines up. */
export const columns = (rows: readonly (readonly [string, string])[]): string => {
  const width = Math.max(...rows.map(([left]) => left.length));
  return rows.map(([left, right]) => `${left.padEnd(width)}  ${right}\n`).join('');
};
