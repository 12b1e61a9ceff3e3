/** What the app did to the system around it, for tests to read. */
export const record = {
  windows: [] as { readonly url: string; readonly action: string }[],
  navigations: [] as { readonly url: string; readonly prevented: boolean }[],
  openedExternally: [] as string[],
  dialogs: [] as unknown[],
  menu: [] as unknown[],
  focused: 0,
  shown: 0,
  zoom: 0,
  /** Of the tray's icon; null: there is none. */
  tray: null as { readonly hint: string; readonly menu: readonly unknown[] } | null,
  notifications: [] as unknown[],
  openedPaths: [] as string[],
};
