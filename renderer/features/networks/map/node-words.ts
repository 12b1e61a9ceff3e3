import type { NetworkRow, Sandbox } from '../../../../main/contract/networks';
import { withoutControls } from '../../../lib/control-characters';
import { t } from '../../../lib/i18n';
import { isAlive } from '../words';

const MODES: Readonly<Record<Sandbox['mode'], string>> = {
  ...{ own: '', host: t("the host's network"), none: t('no network'), joined: t("another container's network") },
};

/** `8080→80`, once for each pair of ports, whatever addresses they are bound to. */
export const publishedPorts = ({ ports }: Sandbox): readonly string[] => [
  ...new Set(
    ports.flatMap(({ hostPort, containerPort, protocol }) => {
      const suffix = protocol === 'tcp' ? '' : `/${protocol}`;
      return hostPort === null ? [] : [`${hostPort}→${containerPort}${suffix}`];
    }),
  ),
];

/** In which networks it is, with which addresses. */
export const endsWords = ({ endpoints }: Sandbox, networks: ReadonlyMap<string, NetworkRow>): string =>
  withoutControls(
    endpoints
      .map(({ networkId, ipv4, ipv6 }) =>
        ['in', networks.get(networkId)?.name ?? t('a network'), ipv4, ipv6].filter((each) => each !== '').join(' '),
      )
      .join(', '),
  );

export const modeWords = ({ mode }: Sandbox): string => MODES[mode];
export const isOff = (sandbox: Sandbox): boolean => !isAlive(sandbox);

/** What the search looks through. */
export const networkText = ({ name, driver, subnets, project }: NetworkRow): string =>
  [name, driver, project ?? '', ...subnets.map(({ subnet }) => subnet)].join(' ').toLowerCase();
export const sandboxText = ({ name, image, project, endpoints, ...rest }: Sandbox): string =>
  [
    ...[name, image, project ?? '', rest.state, ...endpoints.flatMap(({ ipv4, ipv6 }) => [ipv4, ipv6])],
    ...publishedPorts({ name, image, project, endpoints, ...rest }),
  ]
    .join(' ')
    .toLowerCase();
