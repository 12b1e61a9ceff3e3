import type { ComposeProblem } from '../../../contract/compose-files';
import type { PullFault, PullFaultKind } from '../../../contract/pull-fault';
import { nodeAt } from '../reading/tree';
import { quoted } from '../reading/words';
import { imageOf } from './services';
import { tell, type Told } from './told';
import { msg } from '../../../../texts/msg';
import { say, sayMsg } from '../../../../texts/say';

export interface ImageParts {
  /** Why a pull would fail, as far as its registry tells; null: it would not. Rejects when it is given up. */
  readonly whyNotPulled: (reference: string, signal: AbortSignal) => Promise<PullFault | null>;
}

/** A plan is not held up longer by a registry; what it has not said by then the pull will. */
const PATIENCE_MS = 5_000;

const ADVICE: Partial<Readonly<Record<PullFaultKind, string>>> = {
  'not-found': msg('Look for a slip in its name or tag.'),
  'denied-or-missing': msg('Look for a slip in its name, or log in to its registry.'),
  login: msg('Log in to its registry.'),
  denied: msg('Log in to its registry as somebody who may pull it.'),
  'bad-reference': msg('Look for a slip in its name.'),
};

/** What of the answers may be otherwise a moment later, or says nothing of this image. */
const PASSING: ReadonlySet<PullFaultKind> = new Set(['rate-limited', 'timeout', 'registry-trouble', 'engine', 'other']);

async function problemOf(
  told: Told,
  { whyNotPulled }: ImageParts,
  name: string,
  signal: AbortSignal,
): Promise<ComposeProblem[]> {
  const service = told.model.services.get(name);
  if (service === undefined) return [];
  const at = nodeAt(told.reading.project, 'services', name, 'image')?.at ?? null;
  const image = imageOf(told, service);
  const fault = await whyNotPulled(image, signal).catch(() => null);
  if (fault === null || PASSING.has(fault.kind))
    return [
      tell(at, 'info', 'image', [say('{image} is not here yet: it is pulled first.', { image: quoted(image) }), '']),
    ];
  const message = say('{image} is not here, and cannot be pulled: {message}', {
    image: quoted(image),
    message: fault.message,
  });
  return [tell(at, 'error', 'image', [message, sayMsg(ADVICE[fault.kind] ?? '')])];
}

/** Of images that must be pulled first: that they must, or that they cannot. */
export async function imageProblems(told: Told, parts: ImageParts, signal: AbortSignal): Promise<ComposeProblem[]> {
  const late = AbortSignal.any([signal, AbortSignal.timeout(PATIENCE_MS)]);
  const pulled = told.entries.filter(({ first }) => first === 'pull').map(({ name }) => name);
  const problems = await Promise.all(pulled.map((name) => problemOf(told, parts, name, late)));
  signal.throwIfAborted();
  return problems.flat();
}
