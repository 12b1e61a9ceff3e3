import { createContents, createRootNames } from './contents';
import { NoImage, readDocker, readOci } from './meta';
import type { TarChecking } from './tar-check';
import { say } from '../../../../texts/say';

export type TarRules = Pick<TarChecking, 'sink' | 'verdict'>;

/** Refuses what is no saved image; adds the manifest that an OCI archive lacks for most engines. */
export function imageRules(): TarRules {
  const sink = createContents();
  const { archive } = sink;
  return {
    sink,
    verdict() {
      if (readDocker(archive) !== null) return null;
      const manifest = readOci(archive);
      if (manifest !== null) return JSON.stringify(manifest);
      // As docker saved before 1.10.
      if (archive.names.has('repositories')) return null;
      const isRoot = ['bin', 'etc', 'usr'].some((name) => archive.names.has(name));
      throw new NoImage(
        isRoot
          ? say('it has neither manifest.json nor index.json, and looks like a root file system: import it instead')
          : say('it has neither manifest.json nor index.json with an oci-layout'),
      );
    },
  };
}

/** Refuses a saved image, which would be of no use as a file system. */
export function rootRules(): TarRules {
  const sink = createRootNames();
  return {
    sink,
    verdict() {
      if (sink.isSavedImage()) throw new NoImage(say('it is a saved image, not a root file system: load it instead'));
      return null;
    },
  };
}
