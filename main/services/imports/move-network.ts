import type { ImportWish } from '../../contract/imports';
import { ImportFault } from './fault';
import { createNetwork, networkPrint } from './networks';
import { readNetworks } from './survey';
import { attempt, itemId, type Outcome, type Work } from './work';
import { say } from '../../../texts/say';

type Wish = ImportWish['networks'][number];

/** One after the other; never rejects. */
export async function moveNetworks(work: Work, wishes: readonly Wish[]): Promise<void> {
  for (const wish of wishes) await attempt(work, itemId('network', wish.id), () => moveNetwork(work, wish));
}

async function moveNetwork({ source, target, signal }: Work, { id, to, subnets }: Wish): Promise<Outcome> {
  const network = (await readNetworks(source.client, signal)).find((one) => one.id === id);
  if (network === undefined) throw new ImportFault('gone', to);
  const named = async () => (await readNetworks(target.client, signal)).find(({ name }) => name === to);
  const print = networkPrint(network, subnets);
  const there = await named();
  if (there !== undefined && networkPrint(there, subnets) === print)
    return { state: 'skipped', checksum: '', note: say('It was there already, and is the same') };
  if (there !== undefined) throw new ImportFault('taken', to, say('a network with other settings'));
  await createNetwork(target.client, network, { to, subnets });
  const made = await named();
  if (made === undefined || networkPrint(made, subnets) !== print)
    throw new ImportFault('differs', to, made === undefined ? say('it is not there') : networkPrint(made, subnets));
  return {
    state: 'done',
    checksum: '',
    note: subnets ? '' : say('Its addresses are now {subnets}', { subnets: made.subnets.join(', ') }),
  };
}
