import { ACTIONS_SOURCE } from './actions-source';
import { registerPaletteSource } from './item';
import { SETTINGS_SOURCE } from './settings-source';
import { BUILDS_SOURCE } from './objects/builds-source';
import { CONTAINERS_SOURCE } from './objects/containers-source';
import { WATCHED_SOURCES } from './objects/watched';

/** Once, by the app: what the palette finds of the app itself. Order decides between what fits alike. */
export function registerSources(): void {
  for (const source of [ACTIONS_SOURCE, CONTAINERS_SOURCE, ...WATCHED_SOURCES, BUILDS_SOURCE, SETTINGS_SOURCE])
    registerPaletteSource(source);
}
