import type { Advice } from '../../../main/contract/stop-cause';
import { withoutControls } from '../../lib/control-characters';
import { binaryBytes } from '../../lib/bytes';

/** What it is good for. */
export function adviceWords(advice: Advice): string {
  switch (advice.kind) {
    case 'start':
      return 'Start it again.';
    case 'stop-loop':
      return 'End the loop of restarts.';
    case 'restart':
      return 'Restart it.';
    case 'debug-shell':
      return 'Look around in its image with a shell instead of its command. In a terminal:';
    case 'shell-inside':
      return 'Look around inside with a shell. In a terminal:';
    case 'logs':
      return 'Read its logs.';
    case 'raise-memory':
      return `Raise its memory limit from ${binaryBytes(advice.from)} to ${binaryBytes(advice.to)}, then start it again.`;
    case 'port-holder':
      return `Port ${advice.port} is published by the container ${withoutControls(advice.name)}: stop that one first.`;
    case 'find-port-holder':
      return `No running container publishes port ${advice.port}, so another program has it. On the machine of the engine, this names it:`;
    case 'pull-platform':
      return `The image is for ${withoutControls(advice.has)}, the engine runs ${withoutControls(advice.wanted)}. Pull the right one and create the container anew:`;
    case 'mounts':
      return 'Look at what it mounts.';
    case 'health':
      return 'See what its health check printed.';
  }
}
