import type { Page } from '@playwright/test';

/** What a spec asks of a running Slipway, whichever host it runs on. */
export interface LaunchOptions {
  /** `--engine`; null: let it look for itself. */
  readonly engineUrl: string | null;
  readonly dataDir: string;
  readonly env?: Readonly<Record<string, string>>;
}

export interface RunningSlipway {
  readonly page: Page;
  /** Process id of the main process. */
  readonly pid: number;
  /** Ends it as a user would. */
  close(): Promise<void>;
}
