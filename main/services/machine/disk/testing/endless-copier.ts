// Makes, restores and deletes snapshots until it is killed: `tsx endless-copier.ts <disk> <dir of snapshots>`.
import { createSnapshots } from '../snapshots';

const [disk = '', dir = ''] = process.argv.slice(2);
const snapshots = createSnapshots({ dir, disk, run: null, log: () => undefined });
const [first] = await snapshots.list();
for (;;) {
  const { id } = await snapshots.create('again');
  if (first !== undefined) await snapshots.restore(first.id);
  await snapshots.delete(id);
}
