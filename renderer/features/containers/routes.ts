import { useCallback } from 'react';
import { useSearch } from 'wouter';

/** A container's details, and one tab of them. */
export const DETAILS_ROUTE = '/containers/:id/:tab?';

interface Place {
  /** null: the first. */
  readonly tab: string | null;
  /** The address's query: the filter is kept. */
  readonly search: string;
}

const withSearch = (path: string, search: string): string => (search === '' ? path : `${path}?${search}`);

export const detailsPath = (id: string, { tab, search }: Place): string =>
  withSearch(`/containers/${encodeURIComponent(id)}${tab === null ? '' : `/${tab}`}`, search);

export const listPath = (search: string): string => withSearch('/containers', search);

/** Where a container's details are, with the filter kept. */
export function useDetailsPath(): (id: string) => string {
  const search = useSearch();
  return useCallback((id) => detailsPath(id, { tab: null, search }), [search]);
}

/** The form that makes a container. */
export const FORM_PATH = '/run';
