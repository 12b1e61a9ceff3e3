import type { Comparison, Difference, LayerChange } from '../../contract/layers';
import { diffConfigs } from './compare/config';
import { diffFiles, type FileDifferences, type Images, pageOfDifferences } from './compare/files';
import { diffPackages } from './compare/packages';
import type { ImageIndex } from './index/image-index';
import { type Shared, share } from './shared';
import { createTurns } from './turns';

interface DifferencesWish {
  readonly changes: readonly LayerChange[];
  readonly text: string;
  readonly offset: number;
}

interface Page {
  total: number;
  differences: Difference[];
}

export interface Comparisons {
  compare(images: Images, signal: AbortSignal): Promise<Comparison>;
  differences(images: Images, wish: DifferencesWish, signal: AbortSignal): Promise<Page>;
}

/** Of each image what it was compared with last is remembered. */
export function createComparisons(): Comparisons {
  const known = new WeakMap<
    ImageIndex,
    { readonly after: WeakRef<ImageIndex>; readonly files: Shared<FileDifferences> }
  >();
  const filesOf = (images: Images): Shared<FileDifferences> => {
    const { before, after } = images;
    const last = known.get(before);
    if (last?.after.deref() === after) return last.files;
    const forget = (): void => {
      if (known.get(before)?.files === files) known.delete(before);
    };
    const files: Shared<FileDifferences> = share((ending) => diffFiles(images, createTurns(ending)), forget);
    known.set(before, { after: new WeakRef(after), files });
    return files;
  };
  return {
    async compare(images, signal) {
      const { before, after } = images;
      const { counts } = await filesOf(images)(signal);
      return {
        config: diffConfigs(before.config, after.config),
        packages: diffPackages(before.packages.packages, after.packages.packages),
        files: { ...counts },
        bytes: { before: before.image.visibleBytes, after: after.image.visibleBytes },
        packageCounts: { before: before.packages.packages.length, after: after.packages.packages.length },
      };
    },
    async differences(images, wish, signal) {
      const all = await filesOf(images)(signal);
      return pageOfDifferences({ images, all }, wish, createTurns(signal));
    },
  };
}
