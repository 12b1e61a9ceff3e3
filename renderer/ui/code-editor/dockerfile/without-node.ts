import { Util } from 'dockerfile-ast/lib/util.js';

// The parser asks node's Buffer for the bytes of the one character it looks for, and a page has no Buffer.
Util.isUTF8BOM = (character) => character === '\ufeff';

export { DockerfileParser } from 'dockerfile-ast';
export { DockerfileLanguageServiceFactory } from 'dockerfile-language-service';
