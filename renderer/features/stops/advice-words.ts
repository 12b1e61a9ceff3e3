import type { Advice } from '../../../main/contract/stop-cause';
import { withoutControls } from '../../lib/control-characters';
import { binaryBytes } from '../../lib/bytes';
import { t } from '../../lib/i18n';

/** What it is good for. */
export function adviceWords(advice: Advice): string {
  switch (advice.kind) {
    case 'start':
      return t('Start it again.');
    case 'stop-loop':
      return t('End the loop of restarts.');
    case 'restart':
      return t('Restart it.');
    case 'debug-shell':
      return t('Look around in its image with a shell instead of its command. In a terminal:');
    case 'shell-inside':
      return t('Look around inside with a shell. In a terminal:');
    case 'logs':
      return t('Read its logs.');
    case 'raise-memory':
      return t('Raise its memory limit from {from} to {to}, then start it again.', {
        from: binaryBytes(advice.from),
        to: binaryBytes(advice.to),
      });
    case 'port-holder':
      return t('Port {port} is published by the container {name}: stop that one first.', {
        port: advice.port,
        name: withoutControls(advice.name),
      });
    case 'find-port-holder':
      return t(
        'No running container publishes port {port}, so another program has it. On the machine of the engine, this names it:',
        { port: advice.port },
      );
    case 'pull-platform':
      return t('The image is for {has}, the engine runs {wanted}. Pull the right one and create the container anew:', {
        has: withoutControls(advice.has),
        wanted: withoutControls(advice.wanted),
      });
    case 'mounts':
      return t('Look at what it mounts.');
    case 'health':
      return t('See what its health check printed.');
  }
}
