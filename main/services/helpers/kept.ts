/** Images that hold the state of deleted containers, a tag each. */
export const BIN_REPOSITORY = 'slipway-bin';
/** On volumes that hold what was in deleted ones. */
export const BIN_LABEL = 'io.slipway.bin';
/** Images that hold the state of containers which were deleted as an edit stopped them. */
export const KEPT_REPOSITORY = 'slipway/kept';

/** Podman puts the registry before a name that has none. */
const REGISTRY = /^(?:docker\.io\/(?:library\/)?|localhost\/)/;

/** The tag, where it is one of that repository of ours; null: it is another image. */
export function tagIn(repository: string, reference: string): string | null {
  const name = reference.replace(REGISTRY, '');
  return name.startsWith(`${repository}:`) ? name.slice(repository.length + 1) : null;
}

/** Whether an image of this reference is somebody's way back: nothing that tidies up may propose it. */
export const isKeptImage = (reference: string): boolean =>
  [BIN_REPOSITORY, KEPT_REPOSITORY].some((repository) => tagIn(repository, reference) !== null);
