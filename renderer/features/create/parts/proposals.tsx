import { useQuery } from '@tanstack/react-query';
import type { CreateChoices } from '../../../../main/contract/create';
import { withoutControls } from '../../../lib/control-characters';
import { rpc } from '../../../rpc/client';
import { useConnectionId } from '../../../rpc/stores/engine-store';
import type { Proposals } from '../model/fields';

export const listId = (kind: Proposals): string => `create-proposals-${kind}`;

/** What the engine has that can be named; undefined until it is known, and where it cannot be. */
export function useChoices(): CreateChoices | undefined {
  const connection = useConnectionId();
  const { data } = useQuery({
    queryKey: ['create', 'choices', connection],
    queryFn: ({ signal }) => rpc.call('create.choices', undefined, { signal }),
    enabled: connection !== null,
    // Whoever comes back to the form has often made what they lacked.
    staleTime: 0,
    refetchOnMount: 'always',
  });
  return data;
}

/** More would make the browser's own list slow. */
const MOST = 500;

const KINDS = ['images', 'volumes', 'containers', 'runtimes', 'logDrivers'] as const;

/** For the fields' own lists of proposals. */
export function ProposalLists() {
  const choices = useChoices();
  if (choices === undefined) return null;
  const networks = choices.networks.map(({ name }) => name);
  const lists = [...KINDS.map((kind) => [kind, choices[kind]] as const), ['networks', networks] as const];
  return lists.map(([kind, names]) => (
    <datalist key={kind} id={listId(kind)}>
      {names.slice(0, MOST).map((name) => (
        <option key={name} value={name}>
          {withoutControls(name)}
        </option>
      ))}
    </datalist>
  ));
}
