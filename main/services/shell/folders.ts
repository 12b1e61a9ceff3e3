/** Asks the user for a folder with the system's own dialog, which opens in `from`; null: none was chosen. A host may have none. */
export type PickFolder = (from: string) => Promise<string | null>;
