import net, { type Socket } from 'node:net';
import { codeOf } from '../../services/process/error-code';

const ANSWER_MS = 5_000;
/** Nobody listens there. All else (no permission, no room in the queue) is said by somebody who does. */
const NOBODY = new Set(['ENOENT', 'ECONNREFUSED', 'ENOTSOCK']);

/** A connection to whoever listens there; null: nobody does. */
export function reach(address: string): Promise<Socket | null> {
  return new Promise((resolve, reject) => {
    const socket = net.connect(address);
    const late = setTimeout(() => {
      socket.destroy();
      reject(new Error(`${address} does not answer`));
    }, ANSWER_MS);
    socket.once('connect', () => {
      clearTimeout(late);
      socket.off('error', failed);
      resolve(socket);
    });
    const failed = (error: Error): void => {
      clearTimeout(late);
      if (NOBODY.has(codeOf(error))) resolve(null);
      else reject(error);
    };
    socket.once('error', failed);
  });
}

export async function isAnswered(address: string): Promise<boolean> {
  try {
    const socket = await reach(address);
    socket?.destroy();
    return socket !== null;
  } catch {
    return true;
  }
}
