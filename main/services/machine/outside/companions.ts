import type { Agent } from '../agent/types';
import type { Share } from '../driver';
import type { Link } from '../life/link';
import { createNotifyBridge } from '../shares/notify-bridge';

export interface CompanionOptions {
  readonly agent: Pick<Agent, 'notify' | 'hold'>;
  readonly link: Pick<Link, 'subscribe'>;
  /** As the machine was started with them. */
  readonly shares: readonly Share[];
  readonly log: (line: string) => void;
}

/** What follows the engine for the shared folders' sake; how it ends. */
export function companions({ agent, link, shares, log }: CompanionOptions): () => Promise<void> {
  const bridge = createNotifyBridge({
    engine: link,
    shares: () => shares,
    notify: (paths) => agent.notify(paths),
    hold: (action, paths) => agent.hold(action, paths),
    log,
  });
  return () => bridge.close();
}
