import type { BuilderFacts, BuildWish } from '../../../../main/contract/builds';

/** Where a build argument's value comes from: the Dockerfile, the form, or the environment of Slipway. */
export type ArgFrom = 'default' | 'value' | 'environment';

export interface ArgDraft {
  readonly name: string;
  readonly from: ArgFrom;
  readonly value: string;
}

export interface Pair {
  readonly name: string;
  readonly value: string;
}

export type SecretDraft = BuildWish['secrets'][number];

/** A wish as it is typed: empty lines are none yet. */
export interface Draft {
  readonly folder: string;
  readonly dockerfile: string;
  readonly target: string;
  readonly tags: readonly string[];
  readonly args: readonly ArgDraft[];
  readonly labels: readonly Pair[];
  readonly platform: string;
  readonly noCache: boolean;
  readonly pull: boolean;
  readonly secrets: readonly SecretDraft[];
  readonly ssh: readonly string[];
  readonly classic: boolean;
}

export const EMPTY_DRAFT: Draft = {
  ...{ folder: '', dockerfile: '', target: '', tags: [''], args: [], labels: [], platform: '' },
  ...{ noCache: false, pull: false, secrets: [], ssh: [], classic: false },
};

export const draftOf = ({ tags, args, ...rest }: BuildWish): Draft => ({
  ...rest,
  tags: tags.length === 0 ? [''] : tags,
  args: args.map(({ name, value }) => ({
    name,
    from: value === null ? 'environment' : 'value',
    value: value ?? '',
  })),
});

const present = (lines: readonly string[]): string[] => lines.map((line) => line.trim()).filter((line) => line !== '');

/** What a builder has: what the others have is not asked of it. */
export type Abilities = Pick<BuilderFacts, 'secrets' | 'ssh' | 'platforms'>;

/** The engine's own builder has none of what BuildKit brought; its platform is the engine's matter. */
export const abilitiesOf = (builder: BuilderFacts | undefined, classic: boolean): Abilities => {
  if (builder === undefined) return { secrets: false, ssh: false, platforms: false };
  const isPlain = classic && builder.kind !== 'engine';
  return isPlain ? { secrets: false, ssh: false, platforms: builder.platforms } : builder;
};

/** What is asked for. What the builder does not have is left out: the form says so where it would be. */
export function wishOf(draft: Draft, { secrets, ssh }: Abilities): BuildWish {
  const { folder, dockerfile, target, platform, noCache, pull, classic } = draft;
  return {
    ...{ folder: folder.trim(), dockerfile: dockerfile.trim(), target, platform: platform.trim() },
    ...{ noCache, pull, classic },
    tags: present(draft.tags),
    args: draft.args
      .filter(({ name, from }) => name.trim() !== '' && from !== 'default')
      .map(({ name, from, value }) => ({ name: name.trim(), value: from === 'environment' ? null : value })),
    labels: draft.labels
      .filter(({ name }) => name.trim() !== '')
      .map(({ name, value }) => ({ name: name.trim(), value })),
    secrets: secrets
      ? draft.secrets
          .filter(({ id }) => id.trim() !== '')
          .map(({ id, from, source }) => ({ id: id.trim(), from, source: source.trim() }))
      : [],
    ssh: ssh ? present(draft.ssh) : [],
  };
}
