/** A volume's details, and one tab of them. */
export const DETAILS_ROUTE = '/volumes/:name/:tab?';
export const LIST_PATH = '/volumes';

export const detailsPath = (name: string, tab: string | null = null): string =>
  `${LIST_PATH}/${encodeURIComponent(name)}${tab === null ? '' : `/${tab}`}`;
