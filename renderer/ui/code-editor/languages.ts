import type { Extension } from '@codemirror/state';

// The same function each time: another one would make another editor.

/** Of a Dockerfile that is edited. */
export const loadDockerfile = async (): Promise<Extension> =>
  (await import('./dockerfile/dockerfile')).dockerfileLanguage;

/** Of a Dockerfile that is only shown. */
export const loadDockerfileLook = async (): Promise<Extension> => (await import('./dockerfile/look')).dockerfileLook;

/** Of a `.dockerignore`. */
export const loadIgnoreFile = async (): Promise<Extension> => (await import('./ignore-file')).ignoreFile;

/** Of YAML that is only shown. */
export const loadYamlLook = async (): Promise<Extension> => (await import('./yaml/yaml')).yamlLook;
