import type { TerminalSession, TerminalState, TerminalTarget } from '../../../main/contract/terminal';
import { t } from '../../lib/i18n';

/** Whose terminals a view shows: a container's, or those of the machine the engine runs on (null). */
export type Scope = string | null;

export const isIn = (scope: Scope, { target }: TerminalSession): boolean =>
  target.kind === 'host' ? scope === null : target.container === scope;

/** Sessions that share a tab are its panes, in the order they were opened. */
export interface PaneGroup {
  readonly tab: string;
  readonly panes: readonly TerminalSession[];
}

export function groupsOf(sessions: readonly TerminalSession[], scope: Scope): readonly PaneGroup[] {
  const groups = new Map<string, TerminalSession[]>();
  for (const session of sessions) {
    if (!isIn(scope, session)) continue;
    const panes = groups.get(session.tab);
    if (panes === undefined) groups.set(session.tab, [session]);
    else panes.push(session);
  }
  return [...groups].map(([tab, panes]) => ({ tab, panes }));
}

/** In a word; the path of a shell may be anything. */
export function targetWord(target: TerminalTarget): string {
  switch (target.kind) {
    case 'shell':
      return target.shell.slice(target.shell.lastIndexOf('/') + 1);
    case 'attach':
      return t('main process');
    case 'debug':
      return t('debug shell');
    case 'host':
      return 'machine';
  }
}

export interface EndWords {
  readonly text: string;
  /** What Enter does; null: there is nothing to go back to. */
  readonly again: string | null;
}

/** What to say of a session that does not go on; null while it does. */
export function endWords(state: TerminalState, target: TerminalTarget): EndWords | null {
  if (state.type === 'away') return { text: t('The engine is out of reach. Waiting for it.'), again: null };
  if (state.type !== 'ended') return null;
  const begin = target.kind === 'attach' ? t('attach again') : t('start a new one here');
  const code =
    state.exitCode === null ? t('The process ended') : t('Exited with code {exitCode}', { exitCode: state.exitCode });
  switch (state.why) {
    case 'exited':
      return { text: `${code}.`, again: begin };
    case 'stopped':
      return { text: t('The container has stopped.'), again: t('{begin} once it runs again', { begin }) };
    case 'restarted':
      return { text: t('The container was restarted.'), again: begin };
    case 'removed':
      return { text: t('The container was removed.'), again: null };
    case 'lost':
      return { text: t('Connection lost.'), again: t('connect again, in a new session') };
    case 'detached':
      return { text: t('Detached. The container goes on.'), again: begin };
    case 'failed':
      return { text: t('It could not be started again.'), again: t('try again') };
  }
}
