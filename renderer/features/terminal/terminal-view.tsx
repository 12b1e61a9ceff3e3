import { useEffect, useState } from 'react';
import type { PaneDirection, TerminalWish } from '../../../main/contract/terminal';
import { errorLine } from '../../lib/errors';
import { rpc } from '../../rpc/client';
import { Skeleton } from '../../ui/skeleton';
import { showToast } from '../../ui/toast-store';
import { Panes } from './panes';
import { groupsOf, type Scope } from './scope';
import { startSessionsStore, useSessions } from './sessions-store';
import { keepShownTab, readShownTab } from './shown-tab';
import { StartPanel } from './start-panel';
import { TabBar } from './tab-bar';
import classes from './terminal.module.css';

/** Where a new terminal goes: beside a session, or (null) into a tab of its own. */
interface Opening {
  readonly beside: string | null;
  readonly direction: PaneDirection;
}

const NEW_TAB: Opening = { beside: null, direction: 'row' };

export function TerminalView({ scope }: { readonly scope: Scope }) {
  useEffect(startSessionsStore, []);
  const sessions = useSessions((store) => store.sessions);
  const [wanted, setWanted] = useState(() => readShownTab(scope));
  const [pane, setPane] = useState<string | null>(null);
  const [opening, setOpening] = useState<Opening | null>(null);
  if (sessions === null) return <Skeleton width="100%" />;
  const groups = groupsOf(sessions, scope);
  const group = groups.find(({ tab }) => tab === wanted) ?? groups.at(-1);
  const active = group?.panes.find(({ id }) => id === pane) ?? group?.panes[0];

  const showTab = (tab: string): void => {
    setWanted(tab);
    setOpening(null);
    keepShownTab(scope, tab);
  };
  /** Rejects with what the call rejects with. */
  const open = async (target: TerminalWish, place: Opening): Promise<void> => {
    const { session } = await rpc.call('terminal.open', { target, ...place });
    showTab(group !== undefined && place.beside !== null ? group.tab : session);
    setPane(session);
  };
  const split = (direction: PaneDirection): void => {
    if (active === undefined) return;
    const place = { beside: active.id, direction };
    // A main process has no second terminal.
    if (active.target.kind === 'attach') setOpening(place);
    else open(active.target, place).catch((error: unknown) => showToast('bad', errorLine(error)));
  };
  const close = (): void => {
    if (active === undefined) return;
    rpc.call('terminal.close', { session: active.id }).catch((error: unknown) => showToast('bad', errorLine(error)));
  };
  return (
    <div className={classes.view}>
      {groups.length > 0 && (
        <TabBar
          groups={groups}
          shown={opening === null ? group?.tab : undefined}
          onShow={showTab}
          onNew={() => setOpening(NEW_TAB)}
          onSplit={split}
          onClose={close}
        />
      )}
      {group === undefined || opening !== null ? (
        <StartPanel
          scope={scope}
          onOpen={(target) => open(target, opening ?? NEW_TAB)}
          onCancel={group === undefined ? null : () => setOpening(null)}
        />
      ) : (
        <Panes key={group.tab} group={group} active={active?.id} onActive={setPane} />
      )}
    </div>
  );
}
