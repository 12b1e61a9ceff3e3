/** An image's details, and one tab of them. */
export const DETAILS_ROUTE = '/images/:id/:tab?';
export const LIST_PATH = '/images';

export const detailsPath = (id: string, tab: string | null = null): string =>
  `${LIST_PATH}/${encodeURIComponent(id)}${tab === null ? '' : `/${tab}`}`;

/** The form for a new container of it. */
export const runPath = (image: string): string => `/run?image=${encodeURIComponent(image)}`;
