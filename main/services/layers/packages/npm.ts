import { list, record, text } from '../../engine/loose';
import { joinLicences } from './licences';

/** A `package.json` below `node_modules`. */
export function readNpm(json: string) {
  const it = record(parsed(json));
  const [name, version] = [text(it.name), text(it.version)];
  if (name === '' || version === '') return [];
  const said = [it.license, ...list(it.licenses)].map((each) => text(each) || text(record(each).type));
  return [{ kind: 'npm' as const, name, version, licence: joinLicences(said), architecture: '' }];
}

function parsed(json: string): unknown {
  try {
    return JSON.parse(json);
  } catch {
    return null;
  }
}
