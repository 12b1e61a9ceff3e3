import type { Launched } from './launch';

/** What the app did to the system around it (`record.ts`). */
interface Recorded {
  readonly windows: readonly { readonly url: string; readonly action: string }[];
  readonly navigations: readonly { readonly url: string; readonly prevented: boolean }[];
  readonly openedExternally: readonly string[];
  readonly channels: number;
  readonly endedPorts: number;
  readonly windowCount: number;
  readonly focused: number;
  readonly shown: number;
  readonly menu: readonly string[];
  readonly tray: { readonly hint: string; readonly labels: readonly string[] } | null;
  readonly visible: number;
  readonly zoom: number;
  readonly openedPaths: readonly string[];
}

export const recorded = async (app: Launched): Promise<Recorded> => (await app.ask({ do: 'record' })) as Recorded;

/** In the page. */
export const evaluate = (app: Launched, expression: string): Promise<unknown> =>
  app.ask({ do: 'evaluate', expression });

export const click = (app: Launched, menu: 'app' | 'tray', label: string): Promise<unknown> =>
  app.ask({ do: 'click', menu, label });
