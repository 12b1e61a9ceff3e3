import type { EngineClient } from '../../engine/types';
import { EngineError } from '../../engine/types';
import type { Agent } from '../agent/types';
import { machineError } from './faults';
import { say } from '../../../../texts/say';

const IMAGE = 'slipway/welcome:latest';
const NAME = 'welcome';
const PORT = '80/tcp';
const CONFLICT = 409;
const NOT_FOUND = 404;

const idOf = (answer: unknown): string => {
  const id = typeof answer === 'object' && answer !== null && 'Id' in answer ? answer.Id : null;
  if (typeof id !== 'string')
    throw machineError('start-failed', say('The engine did not say which container it made.'));
  return id;
};

/** Creates and starts the container that greets, or starts the one that is there; its id. Throws EngineError. */
export async function runWelcome(client: EngineClient, agent: Pick<Agent, 'welcome'>): Promise<string> {
  await agent.welcome();
  const body = {
    Image: IMAGE,
    ExposedPorts: { [PORT]: {} },
    // Any free port: 8080 may be somebody's.
    HostConfig: { PortBindings: { [PORT]: [{ HostPort: '' }] } },
  };
  const id = await client
    .json({ method: 'POST', path: '/containers/create', query: { name: NAME }, body })
    .then(idOf, async (error: unknown) => {
      if (error instanceof EngineError && error.status === NOT_FOUND)
        throw machineError('start-failed', say('The engine does not have the welcome image.'), error.message);
      if (!(error instanceof EngineError) || error.status !== CONFLICT) throw error;
      return idOf(await client.json({ method: 'GET', path: `/containers/${NAME}/json` }));
    });
  await client.json({ method: 'POST', path: `/containers/${encodeURIComponent(id)}/start` });
  return id;
}
