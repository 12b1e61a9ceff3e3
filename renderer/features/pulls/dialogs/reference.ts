import { t } from '../../../lib/i18n';

/** Whether nobody can mean this as an image; the registry and the engine know the rest. */
export function referenceProblem(text: string): string | null {
  const reference = text.trim();
  if (reference === '') return t('Which image?');
  if (/\s/.test(reference)) return t('A name has no spaces.');
  if (/^https?:\/\//i.test(reference)) return t('Without http:// or https:// before it.');
  const [path = ''] = reference.split('@');
  const name = /:[^/]*$/.test(path) ? path.slice(0, path.lastIndexOf(':')) : path;
  const repository = name.split('/').filter((_, at, all) => !(at === 0 && all.length > 1));
  if (repository.some((part) => part !== part.toLowerCase())) return t('A name has no upper-case letters.');
  if (repository.some((part) => part === '')) return t('Something is missing beside a slash.');
  return null;
}

/** What is before the tag. */
export function repositoryPart(reference: string): string {
  const text = reference.trim().split('@', 1)[0] ?? '';
  const colon = text.lastIndexOf(':');
  return colon > text.lastIndexOf('/') ? text.slice(0, colon) : text;
}
