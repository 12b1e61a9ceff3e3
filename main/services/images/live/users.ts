import { type ContainerChange } from '../../../contract/containers';
import { IMAGE_USERS_LIMIT, type ImageRow } from '../../../contract/images';
import { HELPER_LABEL } from '../../helpers/labels';

export type Users = Pick<ImageRow, 'usedBy' | 'moreUsers'>;
export type User = ImageRow['usedBy'][number];

const NOBODY: Users = { usedBy: [], moreUsers: 0 };

interface Use {
  readonly imageId: string;
  readonly user: User;
}

/** Running or paused. */
export const isUp = (state: string): boolean => state === 'running' || state === 'paused' || state === 'restarting';

export function usersWith(users: readonly User[]): Users {
  const sorted = [...users].sort((a, b) => (a.name < b.name ? -1 : 1));
  return { usedBy: sorted.slice(0, IMAGE_USERS_LIMIT), moreUsers: Math.max(0, sorted.length - IMAGE_USERS_LIMIT) };
}

/** Which containers are of which image, by the list of containers. */
export interface UserTable {
  /** Returns the images that it concerns; null: all of them. */
  take(change: ContainerChange): ReadonlySet<string> | null;
  of(imageId: string): Users;
}

export function createUserTable(): UserTable {
  const uses = new Map<string, Use>();
  const byImage = new Map<string, Set<string>>();
  const drop = (id: string, touched: Set<string>): void => {
    const use = uses.get(id);
    if (use === undefined) return;
    uses.delete(id);
    touched.add(use.imageId);
    const others = byImage.get(use.imageId);
    others?.delete(id);
    if (others?.size === 0) byImage.delete(use.imageId);
  };
  const put = (id: string, use: Use, touched: Set<string>): void => {
    const known = uses.get(id);
    if (known?.imageId === use.imageId && known.user.name === use.user.name && known.user.running === use.user.running)
      return;
    drop(id, touched);
    uses.set(id, use);
    touched.add(use.imageId);
    const others = byImage.get(use.imageId) ?? new Set();
    byImage.set(use.imageId, others.add(id));
  };
  return {
    take(change) {
      const touched = new Set<string>();
      switch (change.type) {
        case 'reset':
          uses.clear();
          byImage.clear();
          return null;
        case 'upsert':
          for (const { id, name, imageId, state, labels } of change.rows)
            if (!(HELPER_LABEL in labels)) put(id, { imageId, user: { id, name, running: isUp(state) } }, touched);
          return touched;
        case 'remove':
          for (const id of change.ids) drop(id, touched);
          return touched;
        case 'synced':
        case 'stale':
          return touched;
      }
    },
    of(imageId) {
      const ids = byImage.get(imageId);
      if (ids === undefined) return NOBODY;
      return usersWith([...ids].flatMap((id) => uses.get(id)?.user ?? []));
    },
  };
}
