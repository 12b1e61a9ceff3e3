import type { MenuItemConstructorOptions, NativeImage, Tray as ElectronTray } from 'electron';
import type { Tray, TrayDeed, TrayItem, TrayLook } from '../../services/shell/tray';

/** What becomes of a click that is the host's. */
export interface TrayHost {
  readonly platform: NodeJS.Platform;
  readonly createTray: (image: NativeImage) => ElectronTray;
  readonly buildMenu: (items: MenuItemConstructorOptions[]) => Electron.Menu;
  readonly image: (look: TrayLook) => NativeImage;
  readonly open: () => void;
  readonly quit: () => void;
  readonly openUrl: (url: string) => void;
}

/** The menu that Electron is to show. */
export function trayMenu(items: readonly TrayItem[], click: (deed: TrayDeed) => void): MenuItemConstructorOptions[] {
  return items.map((item): MenuItemConstructorOptions => {
    switch (item.kind) {
      case 'separator':
        return { type: 'separator' };
      case 'words':
        return { label: item.label, enabled: false };
      case 'menu':
        return { label: item.label, submenu: trayMenu(item.items, click) };
      case 'deed': {
        const { label, deed, checked } = item;
        const check = checked === undefined ? {} : { type: 'checkbox' as const, checked };
        return { label, click: () => click(deed), ...check };
      }
    }
  });
}

/** Puts the icon there, and keeps its menu as the model is. Returns how to take it away. */
export function showTray(model: Tray, host: TrayHost): () => void {
  const icon = host.createTray(host.image(model.look()));
  const click = (deed: TrayDeed): void => {
    if (deed.do === 'open') host.open();
    else if (deed.do === 'quit') host.quit();
    else if (deed.do === 'url') host.openUrl(deed.url);
    else {
      // A view is nothing without its window.
      if (deed.do === 'route') host.open();
      void model.act(deed);
    }
  };
  let look = model.look();
  const update = (): void => {
    if (model.look() !== look) icon.setImage(host.image(model.look()));
    look = model.look();
    icon.setToolTip(model.hint());
    // Anew each time: on Linux a menu that was set shows no later change of its items.
    icon.setContextMenu(host.buildMenu(trayMenu(model.items(), click)));
  };
  update();
  const stop = model.onChange(update);
  // macOS and most of Linux open the menu with any click; Windows has a click for the window.
  if (host.platform === 'win32') {
    icon.on('click', host.open);
    icon.on('double-click', host.open);
  }
  return () => {
    stop();
    icon.destroy();
  };
}
