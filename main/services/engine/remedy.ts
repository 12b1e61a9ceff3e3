import type { Named } from './discovered';
import type { Failure } from './failure';

/** A command that mends the failure on this system, or null. */
export function remedy(
  engine: Pick<Named, 'url' | 'start'>,
  failure: Failure,
  platform: NodeJS.Platform,
): string | null {
  switch (failure.state) {
    case 'permission-denied':
      return permission(engine, platform);
    case 'absent':
    case 'refused':
      return engine.start;
    case 'not-responding':
      return restart(engine.start);
    default:
      return null;
  }
}

/** What the group gives counts from the next login on. */
function permission({ url }: Pick<Named, 'url' | 'start'>, platform: NodeJS.Platform): string | null {
  if (platform !== 'linux') return null;
  return url.endsWith('/podman.sock') ? 'systemctl --user enable --now podman.socket' : 'sudo usermod -aG docker $USER';
}

const restart = (start: string | null): string | null =>
  start?.includes('systemctl') === true ? start.replace(/ (start|enable --now) /, ' restart ') : null;
