export const IMPORT_PATH = '/import';
