import { joinLicences } from './licences';
import { readParagraph } from './paragraphs';

const CLASSIFIER = /^Classifier:\s*License ::\s*(?:OSI Approved ::\s*)?(.+)$/gm;

/** `METADATA` of a `.dist-info`, `PKG-INFO` of an egg. What follows the first empty line is the project's description. */
export function readPython(metadata: string) {
  const head = metadata.split(/\r?\n\r?\n/, 1)[0] ?? '';
  const fields = readParagraph(head);
  const [name, version] = [fields.get('name') ?? '', fields.get('version') ?? ''];
  if (name === '' || version === '') return [];
  return [{ kind: 'pypi' as const, name, version, licence: licenceIn(head, fields), architecture: '' }];
}

function licenceIn(head: string, fields: ReadonlyMap<string, string>): string {
  const expression = fields.get('license-expression') ?? '';
  if (expression !== '') return expression;
  const classified = [...head.matchAll(CLASSIFIER)].map(([, licence]) => (licence ?? '').trim());
  // Some have the whole text of it in this field.
  const said = (fields.get('license') ?? '').split('\n')[0] ?? '';
  return said === '' || said === 'UNKNOWN' ? joinLicences(classified) : joinLicences([said]);
}
