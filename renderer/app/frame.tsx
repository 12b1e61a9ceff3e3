import { IconTerminal2 } from '@tabler/icons-react';
import { type MouseEvent, useId, useRef, useState } from 'react';
import { useLocation } from 'wouter';
import { FORM_PATH as BUILD_PATH } from '../features/builds/routes';
import { CommandLog } from '../features/commands/command-log';
import { ComposeQuestions } from '../features/compose/actions/questions';
import { WakeNotice } from '../features/diagnostics/wake-notice';
import { FORM_PATH as RUN_PATH } from '../features/containers/routes';
import { IMPORT_PATH } from '../features/imports/routes';
import { NotificationsButton } from '../features/notifications/notifications-button';
import { PullDialogs } from '../features/pulls/pull-dialogs';
import { askPull } from '../features/pulls/questions-store';
import { TasksButton } from '../features/tasks/tasks-button';
import { UpdateNotice } from '../features/updates/update-notice';
import { FirstRunCard } from '../features/welcome/first-run-card';
import { WELCOME_PATH } from '../features/welcome/routes';
import { Tour } from '../features/welcome/tour/tour';
import { useActions } from '../lib/actions/use-actions';
import { t } from '../lib/i18n';
import { rpc } from '../rpc/client';
import { Announcer } from '../ui/announcer';
import { StatusButton } from '../ui/status-button';
import { Toaster } from '../ui/toaster';
import { APP_ACTIONS } from './app-actions';
import { ComposeDrop } from './compose-drop';
import { ConnectionBanner } from './connection-banner';
import { ErrorBoundary } from './error-boundary';
import classes from './frame.module.css';
import { KeysDialog } from './keys/keys-dialog';
import { useKeySettings } from './keys/use-key-settings';
import { LOGS_MARK } from './palette/logs-item';
import { Palette } from './palette/palette';
import { openPalette } from './palette/palette-store';
import { LastCrash } from './last-crash';
import { Routes } from './routes';
import { saveSettings } from './save-settings';
import { SettingsNotices } from './settings-notices';
import { useSidebarShown } from './sidebar/arrangement';
import { Sidebar, useViewKeys } from './sidebar/sidebar';
import { ViewsDialog } from './sidebar/views-editor';
import { BudgetDialog } from './status-bar/budget-dialog';
import { StatusBar } from './status-bar/status-bar';
import { useCommands } from './use-commands';
import { usePrunes } from './use-prunes';
import { useTransfersPanel } from './use-transfers-panel';
import { useViewChange } from './use-view-change';
import { useZoom } from './use-zoom';
import { viewAt } from './views';

const tagsOf = async (name: string, signal: AbortSignal): Promise<readonly string[]> =>
  (await rpc.call('registries.tagsOf', { name }, { signal })).tags;
const platformsOf = async (name: string, signal: AbortSignal): Promise<readonly string[]> =>
  (await rpc.call('registries.platformsOf', { name }, { signal })).platforms;
const quotaOf = async () => (await rpc.call('registries.hubQuota', undefined)).left;

/** What stands above every view as long as it is so. */
const Notices = () => (
  <>
    <ConnectionBanner />
    <SettingsNotices />
    <LastCrash />
    <UpdateNotice />
    <FirstRunCard />
    <WakeNotice />
  </>
);

/** The frame's own dialogs; one at a time. */
type Asked = 'keys' | 'views' | 'budget' | null;

export function Frame() {
  const [path, navigate] = useLocation();
  const main = useRef<HTMLElement>(null);
  const logButton = useRef<HTMLButtonElement>(null);
  const [logShown, setLogShown] = useState(false);
  const [asked, setAsked] = useState<Asked>(null);
  const logId = useId();
  const transfers = useTransfersPanel();
  const sidebarShown = useSidebarShown();
  const toggleSidebar = (): void => void saveSettings({ appearance: { sidebar: !sidebarShown } });
  const close = (): void => setAsked(null);
  useViewChange(main);
  useKeySettings();
  useViewKeys();
  useZoom();
  usePrunes();
  useCommands({
    'app.palette': () => openPalette(),
    'app.keys': () => setAsked('keys'),
    'app.sidebar': toggleSidebar,
    'app.commandLog': () => setLogShown(!logShown),
  });
  useActions(APP_ACTIONS, {
    palette: () => openPalette(),
    keys: () => setAsked('keys'),
    sidebar: toggleSidebar,
    views: () => setAsked('views'),
    commandLog: () => setLogShown(!logShown),
    budget: () => setAsked('budget'),
    run: () => navigate(RUN_PATH),
    pull: () => askPull({ kind: 'pull', references: [] }),
    build: () => navigate(BUILD_PATH),
    welcome: () => navigate(WELCOME_PATH),
    import: () => navigate(IMPORT_PATH),
    searchLogs: () => openPalette(`${LOGS_MARK} `),
  });
  const skip = (event: MouseEvent): void => {
    event.preventDefault();
    main.current?.focus();
  };
  const hideLog = (): void => {
    setLogShown(false);
    logButton.current?.focus();
  };
  return (
    <div className={classes.frame} data-sidebar={sidebarShown}>
      <a href="#main" className={classes.skip} onClick={skip}>
        {t('Skip to the content')}
      </a>
      {sidebarShown && <Sidebar />}
      <div className={classes.column}>
        <div className={classes.banners}>
          <Notices />
        </div>
        <main ref={main} id="main" tabIndex={-1} className={classes.main}>
          <ErrorBoundary key={viewAt(path)?.path}>
            <Routes />
          </ErrorBoundary>
        </main>
        {transfers.panel}
        {logShown && <CommandLog id={logId} onHide={hideLog} />}
      </div>
      <StatusBar
        sidebarShown={sidebarShown}
        onSidebar={toggleSidebar}
        onBudget={() => setAsked('budget')}
        onKeys={() => setAsked('keys')}
      >
        {transfers.button}
        <TasksButton />
        <NotificationsButton />
        <StatusButton
          ref={logButton}
          data-tour-part="commands"
          icon={<IconTerminal2 size={15} />}
          label={t('Command log')}
          expanded={logShown}
          controls={logId}
          onClick={() => setLogShown(!logShown)}
        />
      </StatusBar>
      <KeysDialog opened={asked === 'keys'} onClose={close} />
      <ViewsDialog opened={asked === 'views'} onClose={close} />
      <BudgetDialog opened={asked === 'budget'} onClose={close} />
      <Palette />
      <PullDialogs tagsOf={tagsOf} platformsOf={platformsOf} quotaOf={quotaOf} />
      <ComposeQuestions />
      <ComposeDrop />
      <Announcer />
      <Tour />
      <Toaster />
    </div>
  );
}
