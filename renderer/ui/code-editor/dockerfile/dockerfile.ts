// What knows Dockerfiles, in a chunk of its own: loaded when one is first edited.
import { autocompletion } from '@codemirror/autocomplete';
import { linter } from '@codemirror/lint';
import type { Extension } from '@codemirror/state';
import { completeDockerfile } from './completion';
import { hover } from './hover';
import { dockerfileProblems } from './lint';
import { dockerfileLook } from './look';

/** Highlighting, completion, words on hover, and lint. */
export const dockerfileLanguage: Extension = [
  dockerfileLook,
  autocompletion({ override: [completeDockerfile] }),
  hover,
  linter((view) => dockerfileProblems(view.state.doc)),
];
