/** Asks the user for a folder with the system's own dialog, which opens in `from`; null: none was chosen. A host may have none. */
export type PickFolder = (from: string) => Promise<string | null>;

/** Opens a file or a folder in the program that the system has for it; resolves with why not, '' where it did. A host may have none. */
export type OpenPath = (path: string) => Promise<string>;
