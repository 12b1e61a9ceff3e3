import { AccessSettings } from '../features/machine/access/access-settings';
import { DeedButton } from '../features/machine/deed-button';
import { SharesSettings } from '../features/machine/shares-settings';
import { SettingsPage } from '../features/settings/settings-page';
import { UpdatesCard } from '../features/updates/updates-card';
import { RecordingCost } from '../features/stats/recording-cost';
import { t } from '../lib/i18n';
import { liveActions } from '../lib/actions/use-actions';
import { Button } from '../ui/button';
import { APP_ACTIONS } from './app-actions';
import { ViewsEditor } from './sidebar/views-editor';

const showKeys = (): void =>
  liveActions()
    .find(({ action }) => action === APP_ACTIONS.keys)
    ?.run();

const MORE = { network: <AccessSettings />, statistics: <RecordingCost />, updates: <UpdatesCard /> };
const CONTROLS = {
  'machine.shares': <SharesSettings />,
  'machine.access': t('Below, with a check before it is saved.'),
  'keys.bindings': <Button onClick={showKeys}>{t('Show and change the keys')}</Button>,
  'appearance.views': <ViewsEditor />,
};

/** The settings with what other features bring to them. */
export const SettingsRoute = () => (
  <SettingsPage more={MORE} controls={CONTROLS} restart={<DeedButton deed="restart">{t('Restart now')}</DeedButton>} />
);
