import { useSearch } from 'wouter';

/** Where a tab of a container is, with the list's filter kept. */
export function useTabPath(): (id: string, tab?: string) => string {
  const search = useSearch();
  return (id, tab) => {
    const path = `/containers/${encodeURIComponent(id)}${tab === undefined ? '' : `/${tab}`}`;
    return search === '' ? path : `${path}?${search}`;
  };
}
