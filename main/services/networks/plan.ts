import type { NetworkGround, NetworkProblem, NetworkRow, NetworkWish } from '../../contract/networks';
import { checkIpam } from './plan-ipam';
import { error, warning } from './problems';
import { say } from '../../../texts/say';

/** All that a wish is judged by. */
export interface Surroundings extends Omit<NetworkGround, 'drivers'> {
  readonly drivers: readonly string[];
  readonly networks: readonly NetworkRow[];
}

export const BRIDGE_NAME = 'com.docker.network.bridge.name';
const MTU = 'com.docker.network.driver.mtu';
const RESERVED: readonly string[] = ['bridge', 'host', 'none', 'default', 'container'];
const EASY_NAME = /^[A-Za-z0-9][A-Za-z0-9_.-]*$/;
/** IFNAMSIZ without the NUL. */
const INTERFACE_LIMIT = 15;
const LEAST_MTU = 68;
const LARGEST_MTU = 65_535;

/** All that is wrong with a wish, each at its field. Empty, or only warnings: the engine should take it. */
export const checkWish = (wish: NetworkWish, ground: Surroundings): readonly NetworkProblem[] => [
  ...checkName(wish, ground),
  ...checkDriver(wish, ground),
  ...checkOptions(wish, ground),
  ...checkPairs('options', wish.options),
  ...checkPairs('labels', wish.labels),
  ...checkIpam(wish, ground),
];

function checkName({ name }: NetworkWish, { networks }: Surroundings): readonly NetworkProblem[] {
  if (name.trim() === '') return [error('name', say('A network needs a name.'))];
  if (RESERVED.includes(name)) return [error('name', say("{name} is a name of the engine's own.", { name }))];
  const same = networks.find((network) => network.name === name);
  if (same !== undefined)
    return [
      error(
        'name',
        say('There is a network of this name already ({driver}). Two of one name cannot be told apart.', {
          driver: same.driver,
        }),
      ),
    ];
  if (networks.some(({ id }) => id.startsWith(name) && name.length >= 4))
    return [warning('name', say("It is the beginning of another network's ID, which the docker CLI may take it for."))];
  return EASY_NAME.test(name)
    ? []
    : [warning('name', say('Letters, digits, "_", "." and "-" are safe. Other tools may stumble over the rest.'))];
}

function checkDriver({ driver, attachable }: NetworkWish, { drivers, swarm }: Surroundings): readonly NetworkProblem[] {
  if (driver === 'overlay' && !swarm) return [error('driver', say('Overlay networks need an active swarm.'))];
  if (!drivers.includes(driver)) return [error('driver', say('The engine has no such driver.'))];
  return attachable && !swarm && driver !== 'overlay'
    ? [warning('attachable', say('Every container can be attached to a local network; this matters to a swarm only.'))]
    : [];
}

function checkOptions(wish: NetworkWish, { networks }: Surroundings): readonly NetworkProblem[] {
  const value = (key: string): string => wish.options.find(({ name }) => name === key)?.value.trim() ?? '';
  const taken = (key: string, drivers: readonly string[]): NetworkRow | undefined =>
    value(key) === ''
      ? undefined
      : networks.find(({ options, driver }) => drivers.includes(driver) && options[key] === value(key));
  const found: NetworkProblem[] = [];
  const mtu = value(MTU);
  if (mtu !== '' && !(/^\d{1,6}$/.test(mtu) && Number(mtu) >= LEAST_MTU && Number(mtu) <= LARGEST_MTU))
    found.push(
      error(
        `options.${MTU}`,
        say('A number from {leastMtu} to {largestMtu}.', { leastMtu: LEAST_MTU, largestMtu: LARGEST_MTU }),
      ),
    );
  const bridge = value(BRIDGE_NAME);
  if (bridge.length > INTERFACE_LIMIT || /[\s/:]/.test(bridge))
    found.push(
      error(
        `options.${BRIDGE_NAME}`,
        say('At most {interfaceLimit} characters, without spaces, "/" and ":".', { interfaceLimit: INTERFACE_LIMIT }),
      ),
    );
  const sameBridge = taken(BRIDGE_NAME, ['bridge']);
  if (sameBridge !== undefined)
    found.push(
      error(`options.${BRIDGE_NAME}`, say('The network {name} has this bridge already.', { name: sameBridge.name })),
    );
  if (wish.driver === 'macvlan' || wish.driver === 'ipvlan') {
    const sameParent = taken('parent', ['macvlan', 'ipvlan']);
    if (sameParent !== undefined)
      found.push(
        error(
          'options.parent',
          say('The network {name} has this parent interface already.', { name: sameParent.name }),
        ),
      );
    if (value('parent') === '' && !wish.internal)
      found.push(warning('options.parent', say('Without a parent interface its containers reach only each other.')));
  }
  return found;
}

function checkPairs(path: string, pairs: NetworkWish['labels']): readonly NetworkProblem[] {
  return pairs.flatMap(({ name }, index) => {
    if (name.trim() === '') return [error(`${path}.${index}`, say('A name is missing.'))];
    const isFirst = pairs.findIndex((each) => each.name === name) === index;
    return isFirst ? [] : [error(`${path}.${index}`, say('This name is there already.'))];
  });
}
