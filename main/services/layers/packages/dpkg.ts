import { joinLicences } from './licences';
import { readParagraphs } from './paragraphs';

/** `/var/lib/dpkg/status`, and the files of `status.d`, which have no status. */
export const readDpkg = (text: string) =>
  readParagraphs(text).flatMap((paragraph) => {
    const name = paragraph.get('package') ?? '';
    const version = paragraph.get('version') ?? '';
    const status = paragraph.get('status') ?? 'install ok installed';
    if (name === '' || version === '' || !status.endsWith(' installed')) return [];
    return [{ kind: 'deb' as const, name, version, licence: '', architecture: paragraph.get('architecture') ?? '' }];
  });

const COMMON = /\/usr\/share\/common-licenses\/([A-Za-z0-9.+-]*[A-Za-z0-9])/g;

/** Debian's copyright file: its `License` fields where it is made for machines, else the common licences it leads to. */
export function readCopyright(text: string): string {
  const paragraphs = readParagraphs(text);
  if (/copyright-format|dep5/i.test(paragraphs[0]?.get('format') ?? ''))
    return joinLicences(paragraphs.map((paragraph) => (paragraph.get('license') ?? '').split('\n')[0] ?? ''));
  return joinLicences([...text.matchAll(COMMON)].map(([, name]) => name ?? ''));
}
