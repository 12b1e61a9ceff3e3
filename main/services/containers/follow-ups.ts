import type { ContainerRow, ContainerState } from '../../contract/containers';
import { isAlive } from './list';

/**
 * Second looks. The engine's list is served from a copy that it brings up to date about when it tells the event, in some versions after
 * it, and a container that restarts may end up stopped without a further event: so a container that changed is looked
 * at once more soon after, and again, ever later, while the answer cannot be the last word.
 */
export interface FollowUps {
  /** Something happened to it: forget older plans. */
  began(id: string, action: string): void;
  /** It was looked up at `now`; plans the next look if there should be one. */
  lookedAt(id: string, row: ContainerRow | undefined, now: number): void;
  /** Takes the ids whose next look is due. */
  takeDue(now: number): readonly string[];
  /** When the next look is due; null: none is planned. */
  nextAt(): number | null;
  forget(id: string): void;
}

/** ms after the look before. The first comes always, the others only while the answer is doubtful. */
const DELAYS = [250, 1000, 4000, 15_000, 45_000] as const;

interface Plan {
  readonly action: string;
  readonly looks: number;
  readonly dueAt: number | null;
}

const TRANSIENT: ReadonlySet<ContainerState> = new Set(['restarting', 'removing', 'unknown']);

/** Whether a row cannot be what the event left behind. */
function contradicts(action: string, { state }: ContainerRow): boolean {
  if (TRANSIENT.has(state)) return true;
  if (action === 'die' || action === 'stop') return isAlive(state);
  if (action === 'start' || action === 'restart' || action === 'unpause') return state !== 'running';
  return action === 'pause' && state !== 'paused';
}

export function createFollowUps(): FollowUps {
  const plans = new Map<string, Plan>();
  return {
    began: (id, action) => void plans.set(id, { action, looks: 0, dueAt: null }),
    lookedAt(id, row, now) {
      const plan = plans.get(id);
      if (plan === undefined) return;
      const delay = DELAYS[plan.looks];
      const doubtful = plan.looks === 0 || (row !== undefined && contradicts(plan.action, row));
      if (row === undefined || delay === undefined || !doubtful) plans.delete(id);
      else plans.set(id, { action: plan.action, looks: plan.looks + 1, dueAt: now + delay });
    },
    takeDue(now) {
      const due: string[] = [];
      for (const [id, plan] of plans) {
        if (plan.dueAt === null || plan.dueAt > now) continue;
        plans.set(id, { ...plan, dueAt: null });
        due.push(id);
      }
      return due;
    },
    nextAt() {
      let first: number | null = null;
      for (const { dueAt } of plans.values()) if (dueAt !== null && (first === null || dueAt < first)) first = dueAt;
      return first;
    },
    forget: (id) => void plans.delete(id),
  };
}
