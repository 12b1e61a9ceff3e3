import type { MachineForward, MachineSettings } from '../../../contract/machine';
import type { Target } from '../../engine/target';
import { createAgent } from '../agent/agent';
import { keepClock } from '../agent/clock';
import type { Agent, AgentEvent } from '../agent/types';
import type { Driver } from '../driver';
import { createForwards } from '../forwards/forwards';
import { createLink, type Link } from './link';

/** What there is to a machine only while it is switched on. */
export interface Powered {
  readonly agent: Agent;
  /** Opened once the guest says that its engine runs. */
  readonly link: Link;
  forwards(): readonly MachineForward[];
  /** Settings changed: forwards are worked out again. */
  reconsider(): void;
  /** False while its CPUs stand still. */
  setRunning(running: boolean): void;
  /** Lets go; the machine itself goes on. */
  end(): Promise<void>;
}

export interface PoweredOptions {
  readonly driver: Driver;
  readonly target: Target;
  readonly enginePorts: { readonly host: number; readonly guest: number };
  readonly settings: () => MachineSettings;
  /** More that follows the engine; how it ends. */
  readonly accompany: (agent: Agent, link: Link) => () => Promise<void>;
  readonly onAgent: (event: AgentEvent) => void;
  readonly onChange: () => void;
  readonly log: (line: string) => void;
}

export function powerOn(options: PoweredOptions): Powered {
  const { driver, target, settings, onChange, log } = options;
  const ending = new AbortController();
  const agent = createAgent({ connect: () => driver.agent(), log, onEvent: options.onAgent });
  const clock = keepClock({ agent, signal: ending.signal, log });
  const link = createLink({ target, onChange, log });
  const forwards = createForwards({
    engine: link,
    setForward: (rule) => driver.forward(rule),
    unsetForward: (rule) => driver.unforward(rule),
    listForwards: () => driver.forwards(),
    guestForward: (action, rule) => agent.forward(action, rule),
    publishOn: () => settings().publishOn,
    ...{ engineHostPort: options.enginePorts.host, engineGuestPort: options.enginePorts.guest, onChange, log },
  });
  const leave = options.accompany(agent, link);
  return {
    ...{ agent, link },
    forwards: () => forwards.list(),
    reconsider: () => forwards.refresh(),
    setRunning: (running) => {
      clock.setRunning(running);
      if (running) forwards.refresh();
    },
    end: async () => {
      ending.abort();
      await leave();
      await forwards.close();
      agent.close();
      await link.close();
    },
  };
}
