import * as parts from './service-parts';
import * as service from './service';
import * as top from './top';
import type { ComposeKey, ComposeKeyTable, ComposeSection } from './types';

export type { ComposeKey, ComposeKeyTable, ComposeSection } from './types';

/** All keys of the compose specification, by section; a key that begins with `x-` is allowed everywhere. */
export const COMPOSE_KEYS: Readonly<Record<ComposeSection, ComposeKeyTable>> = {
  ...{ top: top.top, include: top.include, model: top.model, external: top.externalKeys },
  ...{ network: top.network, ipam: top.ipam, 'ipam-pool': top.ipamPool, volume: top.volume },
  ...{ secret: top.secret, config: top.config, deploy: top.deploy, resources: top.resources, limits: top.limits },
  ...{ reservations: top.reservations, 'generic-resource': top.genericResource, rollout: top.rollout },
  ...{ 'discrete-resource': top.discreteResource, placement: top.placement, preference: top.preference },
  ...{ service: service.service, 'depends-on': service.dependsOn, build: service.build },
  ...{ healthcheck: service.healthcheck, port: parts.port, mount: parts.mount, 'mount-bind': parts.mountBind },
  ...{ 'mount-volume': parts.mountVolume, 'mount-tmpfs': parts.mountTmpfs, 'mount-image': parts.mountImage },
  ...{ 'service-network': parts.serviceNetwork, 'service-file': parts.serviceFile, extends: parts.extendsKeys },
  ...{ 'env-file': parts.envFile, provider: parts.provider, logging: parts.logging, ulimit: parts.ulimit },
  ...{ 'credential-spec': parts.credentialSpec, hook: parts.hook, device: parts.device, gpu: parts.device },
  ...{ 'device-mapping': parts.deviceMapping, blkio: parts.blkio, 'blkio-limit': parts.blkioLimit },
  ...{ 'blkio-weight': parts.blkioWeight, 'service-model': parts.serviceModel, watch: parts.watch },
  ...{ develop: parts.develop, 'restart-policy': parts.restartPolicy },
};

interface Place {
  /** The keys that a map here may have; null: any, or it is no map. */
  readonly table: ComposeKeyTable | null;
  /** What the last word of the path means; null: a name of the user's, an item, or unknown. */
  readonly key: ComposeKey | null;
}

/** What may stand at a place: `['services', 'web', 'ports', 0]` is one of the ports. The empty path is the top level. */
export function composePlaceAt(path: readonly (string | number)[]): Place {
  let table: ComposeKeyTable | null = COMPOSE_KEYS.top;
  let key: ComposeKey | null = null;
  for (const word of path) {
    if (table !== null) {
      key = typeof word === 'string' && Object.hasOwn(table, word) ? (table[word] ?? null) : null;
      table = key?.section === undefined ? null : COMPOSE_KEYS[key.section];
    } else {
      const section: ComposeSection | undefined = typeof word === 'number' ? key?.items : key?.entries;
      table = section === undefined ? null : COMPOSE_KEYS[section];
      key = null;
    }
  }
  return { table, key };
}
