import type { Contract } from '../contract';
import type { CrashReport, HostInfo, PageCommand } from '../contract/host';
import type { Commands } from '../services/shell/commands';
import type { OpenedFiles } from '../services/links/opened-files';
import type { PickFolder } from '../services/shell/folders';
import type { Routes } from '../services/shell/routes';
import { latest } from './latest';
import type { Sight } from './sight';
import type { Connection, Handlers } from './wire/types';

interface Host {
  readonly about: Omit<HostInfo, 'picksFolders'>;
  readonly pickFolder: PickFolder | null;
  readonly routes: Routes;
  readonly openedFiles: Pick<OpenedFiles, 'take' | 'onOpen'>;
  readonly commands: Commands;
  readonly lastCrash: (() => CrashReport | null) | null;
  readonly sight: Pick<Sight, 'note'>;
}

/** `setVisible` is told whether any page that is connected can be seen. */
export function hostHandlers(
  { about, pickFolder, routes, openedFiles, commands, lastCrash, sight }: Host,
  setVisible: (visible: boolean) => void,
): Handlers<Contract>['host'] {
  const visible = new Set<Connection>();
  const known = new WeakSet<Connection>();
  const tell = (): void => setVisible(visible.size > 0);
  const follow = (connection: Connection): void => {
    if (known.has(connection)) return;
    known.add(connection);
    const gone = (): void => {
      if (visible.delete(connection)) tell();
    };
    connection.signal.addEventListener('abort', gone, { once: true });
  };
  return {
    info: async () => ({ ...about, picksFolders: pickFolder !== null }),
    pickFolder: async ({ from }) => ({ folder: pickFolder === null ? null : await pickFolder(from) }),
    async *routes(_input, { signal }) {
      const asked = latest(
        () => routes.take(),
        (listener) => routes.onOpen(listener),
        signal,
      );
      for await (const route of asked) if (route !== null) yield { route };
    },
    async *openedFiles(_input, { signal }) {
      const opened = latest(
        () => openedFiles.take(),
        (listener) => openedFiles.onOpen(listener),
        signal,
      );
      for await (const files of opened) if (files.length > 0) yield { files: [...files] };
    },
    commands: (_input, { signal }) => sent(commands, signal),
    lastCrash: async () => lastCrash?.() ?? null,
    visibility: async (input, { connection }) => {
      if (connection.signal.aborted) return;
      follow(connection);
      sight.note(connection, input.visible);
      if (input.visible) visible.add(connection);
      else visible.delete(connection);
      tell();
    },
  };
}

/** Each as it is sent; those that a page has no time for are one of each. */
async function* sent(commands: Commands, signal: AbortSignal): AsyncGenerator<{ id: PageCommand }, void, undefined> {
  const waiting = new Set<PageCommand>();
  const asked = latest(
    () => [...waiting],
    (listener) =>
      commands.onCommand((id) => {
        waiting.add(id);
        listener();
      }),
    signal,
  );
  for await (const ids of asked) {
    waiting.clear();
    for (const id of ids) yield { id };
  }
}
