import type { Contract } from '../contract';
import type { ImageWork } from '../contract/images';
import { ImageFault } from '../services/images/fault';
import type { Images } from '../services/images/images';
import { naming } from './errors';
import { namedFileError } from './files';
import { latest } from './latest';
import { type Handlers, WireError } from './wire/types';
import { say } from '../../texts/say';

/** As `namedFileError`, and ImageFault as IMAGE_FAULT. */
export const namedImageError = (error: unknown): unknown =>
  error instanceof ImageFault
    ? new WireError('IMAGE_FAULT', { fault: error.fault, image: error.image, detail: error.detail }, error.message)
    : namedFileError(error);

/** An error as calls throw it; what is not for the user is only said to be. */
export const imageFailure = (error: unknown): NonNullable<ImageWork['failure']> => {
  const named = namedImageError(error);
  if (named instanceof WireError) return { code: named.code, message: named.message, data: named.data };
  return { code: 'INTERNAL', message: error instanceof Error ? error.message : say('It broke off.'), data: null };
};

const { call } = naming(namedImageError);

export const imagesHandlers = (images: Images): Handlers<Contract>['images'] => ({
  watch: (_input, { signal }) => images.watch(signal),
  sizes: call((_input, { signal }) => images.sizes(signal)),
  platforms: call(({ ids }, { signal }) => images.platforms(ids, signal)),
  inspect: call(async ({ id }, { signal }) => ({ json: await images.inspect(id, signal) })),
  history: call(({ id }, { signal }) => images.history(id, signal)),
  plan: call(({ ids }, { signal }) => images.plan(ids, signal)),
  remove: ({ targets, force }, { signal }) => images.remove(targets, force, signal),
  tag: call((wish) => images.tag(wish)),
  untag: call((wish) => images.untag(wish)),
  cli: async (wish) => images.cli(wish),
  save: call(({ images: names }) => images.save(names)),
  load: call(async (wish) => images.load(wish)),
  import: call(async (wish) => images.import(wish)),
  work: (_input, { signal }) =>
    latest(
      () => images.work(),
      (listener) => images.onWork(listener),
      signal,
    ),
  cancel: async ({ id }) => images.cancel(id),
  dismiss: async ({ id }) => images.dismiss(id),
});
