import type { ContainerChange } from '../../contract/containers';
import type { Texts } from '../../../texts/translate';
import type { Tray, TrayVerb } from '../shell/tray';
import { mirrorContainers } from './mirror';
import { trayHint, trayItems, trayLook, type TrayState } from './model';

export interface TrayOptions {
  readonly t: Texts['t'];
  /** All but the containers. */
  readonly around: () => Omit<TrayState, 'containers'>;
  /** Called when `around` may be another. */
  readonly onAround: (listener: () => void) => () => void;
  readonly containers: (signal: AbortSignal) => AsyncIterable<ContainerChange>;
  readonly run: (verb: TrayVerb, ids: readonly string[]) => Promise<void>;
  readonly machine: (verb: 'start' | 'stop') => Promise<void>;
  readonly openRoute: (route: string) => void;
  readonly doNotDisturb: (on: boolean) => Promise<void>;
  readonly log: (line: string) => void;
}

/** A storm of events makes one new menu: a menu that is open may be closed by it. */
const COALESCE_MS = 400;

/** Nothing is followed before somebody listens. */
export function createTray(options: TrayOptions): Tray {
  const { t, around, log } = options;
  const listeners = new Set<() => void>();
  let timer: NodeJS.Timeout | null = null;
  let told = '';
  let end: (() => void) | null = null;

  const state = (): TrayState => ({ ...around(), containers: rows.all() });
  const items = () => trayItems(state(), t);
  const tell = (): void => {
    timer = null;
    const now = JSON.stringify([trayLook(state()), trayHint(state(), t), items()]);
    if (now === told) return;
    told = now;
    for (const listener of listeners) listener();
  };
  const changed = (): void => void (timer ??= setTimeout(tell, COALESCE_MS));
  const rows = mirrorContainers(options.containers, changed, log);
  const begin = (): (() => void) => {
    const stops = [rows.follow(), options.onAround(changed)];
    return () => {
      for (const stop of stops) stop();
      if (timer !== null) clearTimeout(timer);
      timer = null;
    };
  };
  const act: Tray['act'] = async (deed) => {
    if (deed.do === 'route') options.openRoute(deed.route);
    else if (deed.do === 'machine') await options.machine(deed.verb);
    else if (deed.do === 'containers') await options.run(deed.verb, deed.ids);
    else if (deed.do === 'do-not-disturb') await options.doNotDisturb(deed.on);
  };
  return {
    look: () => trayLook(state()),
    hint: () => trayHint(state(), t),
    items,
    onChange(listener) {
      listeners.add(listener);
      end ??= begin();
      return () => {
        listeners.delete(listener);
        if (listeners.size > 0) return;
        end?.();
        end = null;
      };
    },
    act: (deed) => act(deed).catch((error: unknown) => log(`tray: ${deed.do}: ${String(error)}`)),
  };
}
