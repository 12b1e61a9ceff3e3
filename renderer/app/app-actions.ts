import { defineActions } from '../lib/actions/define';
import { t } from '../lib/i18n';
import { VIEWS } from './views';

/** What can be done wherever one is. */
export const APP_ACTIONS = defineActions(
  { id: 'app', title: t('General'), reach: 'everywhere' },
  {
    palette: { title: t('Search, and do anything'), keys: 'mod+k', typing: true },
    keys: { title: t('Show and change the keys'), keys: '?' },
    sidebar: { title: t('Show or hide the sidebar'), keys: 'mod+b', typing: true },
    views: { title: t('Arrange the sidebar'), keys: [] },
    commandLog: { title: t('Show or hide the command log'), keys: 'mod+j', typing: true },
    budget: { title: t('Show what Slipway itself uses'), keys: [] },
    zoomIn: { title: t('Zoom in'), keys: ['mod+Plus', 'mod+='], typing: true },
    zoomOut: { title: t('Zoom out'), keys: 'mod+-', typing: true },
    zoomReset: { title: t('Zoom to 100 %'), keys: 'mod+0', typing: true },
    run: { title: t('New container'), keys: [] },
    pull: { title: t('Pull images'), keys: 'mod+shift+u' },
    welcome: { title: t('Welcome: what was found, and the tour'), keys: [] },
    import: { title: t('Import from another engine'), keys: [] },
    build: { title: t('Build an image'), keys: 'mod+shift+b' },
    searchLogs: { title: t('Search the logs of what runs'), keys: [] },
  },
);

/** What tidies up: each shows what would go before it does. */
export const PRUNE_ACTIONS = defineActions(
  { id: 'prune', title: t('Prune'), reach: 'everywhere' },
  {
    images: { title: t('Prune images…'), keys: [] },
    volumes: { title: t('Prune volumes…'), keys: [] },
    networks: { title: t('Prune networks…'), keys: [] },
  },
);

/** One for each view: `views.containers`. */
export const VIEW_ACTIONS = defineActions(
  { id: 'views', title: t('Views'), reach: 'everywhere' },
  Object.fromEntries(
    VIEWS.map(({ path, title, key }) => [path.slice(1), { title: t('Go to {view}', { view: title }), keys: key }]),
  ),
);
