export const LIST_PATH = '/registries';
export const DETAILS_ROUTE = '/registries/:name';

export const detailsPath = (registry: string): string => `${LIST_PATH}/${encodeURIComponent(registry)}`;
