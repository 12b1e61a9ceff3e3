// The host's end of the agent's port.
import { once } from 'node:events';
import { connect } from 'node:net';

/** Longer than any verb of these tests takes under emulation. */
const ANSWER_MS = 120_000;

/** @typedef {Record<string, any>} Message */

/**
 * @typedef {object} Agent
 * @property {(verb: string, ...args: (string | number)[]) => Promise<Message>} ask Rejects with the guest's words when it refuses.
 * @property {(line: string) => void} write Says a line as it is, whatever the agent makes of it.
 * @property {(matches: (event: Message) => boolean, timeoutMs?: number) => Promise<Message>} event One that came, or comes.
 * @property {readonly Message[]} events
 * @property {() => Promise<void>} close
 */

// An answer to a question of an earlier connection must fit none of this one.
let lastId = Math.floor(Math.random() * 1e9);

/** Events, and who waits for one. */
function makeEvents() {
  /** @type {Message[]} */
  const seen = [];
  /** @type {Set<() => void>} */
  const watchers = new Set();
  /** @param {Message} event */
  const add = (event) => {
    seen.push(event);
    for (const look of watchers) look();
  };
  /** @type {Agent['event']} */
  const wait = (matches, timeoutMs = ANSWER_MS) =>
    new Promise((resolve, reject) => {
      const timer = setTimeout(() => {
        watchers.delete(look);
        reject(new Error(`the event did not come; these did: ${JSON.stringify(seen)}`));
      }, timeoutMs);
      const look = () => {
        const found = seen.find(matches);
        if (found === undefined) return;
        clearTimeout(timer);
        watchers.delete(look);
        resolve(found);
      };
      watchers.add(look);
      look();
    });
  return { seen, add, wait };
}

/** Questions that have no answer yet. */
function makeQuestions() {
  /** @type {Map<number, (answer: Message) => void>} */
  const waiting = new Map();
  /** @param {number} id @param {string} verb @returns {Promise<Message>} */
  const ask = (id, verb) =>
    new Promise((resolve, reject) => {
      const timer = setTimeout(() => reject(new Error(`${verb} was not answered`)), ANSWER_MS);
      waiting.set(id, (answer) => {
        clearTimeout(timer);
        waiting.delete(id);
        resolve(answer);
      });
    });
  /** @param {Message} answer */
  const answered = (answer) => waiting.get(answer.id)?.(answer);
  const abandon = () => {
    for (const answer of waiting.values()) answer({ ok: false, error: 'the connection was closed' });
  };
  return { ask, answered, abandon };
}

/** @param {string} path @returns {Promise<Agent>} */
export async function openAgent(path) {
  const socket = connect(path);
  await once(socket, 'connect');
  const events = makeEvents();
  const questions = makeQuestions();
  let text = '';
  socket.setEncoding('utf8');
  socket.on('error', () => undefined);
  socket.on('data', (chunk) => {
    const lines = (text + chunk).split('\n');
    text = lines.pop() ?? '';
    for (const line of lines) {
      /** @type {Message} */
      const message = JSON.parse(line);
      if ('event' in message) events.add(message);
      else questions.answered(message);
    }
  });

  /** @type {Agent['ask']} */
  const ask = async (verb, ...args) => {
    const id = ++lastId;
    const answered = questions.ask(id, verb);
    socket.write(`${[id, verb, ...args.map((arg) => encodeURIComponent(arg))].join(' ')}\n`);
    const answer = await answered;
    if (answer.ok !== true) throw new Error(answer.error);
    return answer;
  };
  const close = async () => {
    questions.abandon();
    socket.destroy();
    if (!socket.closed) await once(socket, 'close');
  };
  /** @param {string} line As it is. */
  const write = (line) => socket.write(`${line}\n`);
  return { ask, write, event: events.wait, events: events.seen, close };
}

/**
 * Resolves when the guest has passed a phase.
 * @param {Agent} agent
 * @param {string} phase
 * @param {number} [timeoutMs]
 * @returns {Promise<number>} Uptime in ms.
 */
export async function passed(agent, phase, timeoutMs) {
  const { phases } = await agent.ask('hello');
  const past = phases.find((/** @type {Message} */ known) => known.phase === phase);
  if (past !== undefined) return past.uptimeMs;
  const found = await agent.event((event) => event.event === 'phase' && event.phase === phase, timeoutMs);
  return found.uptimeMs;
}
