export const START_SETS_PATH = '/compose-sets';
