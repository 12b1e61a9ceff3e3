import { IconKeyboard, IconTerminal2 } from '@tabler/icons-react';
import { type MouseEvent, useId, useRef, useState } from 'react';
import { useLocation } from 'wouter';
import { FORM_PATH } from '../features/builds/routes';
import { CommandLog } from '../features/commands/command-log';
import { ComposeQuestions } from '../features/compose/actions/questions';
import { NotificationsButton } from '../features/notifications/notifications-button';
import { WakeNotice } from '../features/diagnostics/wake-notice';
import { UpdateNotice } from '../features/updates/update-notice';
import { PullDialogs } from '../features/pulls/pull-dialogs';
import { TasksButton } from '../features/tasks/tasks-button';
import { FirstRunCard } from '../features/welcome/first-run-card';
import { Tour } from '../features/welcome/tour/tour';
import { rpc } from '../rpc/client';
import { keyLabel } from '../lib/platform';
import { useShortcuts } from '../lib/shortcuts';
import { Button } from '../ui/button';
import { IconButton } from '../ui/icon-button';
import { Announcer } from '../ui/announcer';
import { Toaster } from '../ui/toaster';
import { ConnectionBanner } from './connection-banner';
import { EngineStatus } from './engine-status';
import { ErrorBoundary } from './error-boundary';
import classes from './frame.module.css';
import { ComposeDrop } from './compose-drop';
import { LastCrash } from './last-crash';
import { Navigation } from './navigation';
import { Routes } from './routes';
import { SettingsNotices } from './settings-notices';
import { ShortcutsHelp } from './shortcuts-help';
import { useTransfersPanel } from './use-transfers-panel';
import { useViewChange } from './use-view-change';
import { useCommands } from './use-commands';
import { viewAt } from './views';

const LOG_KEY = 'mod+j';
const HELP_KEY = '?';
const BUILD_KEY = 'mod+shift+b';

const tagsOf = async (name: string, signal: AbortSignal): Promise<readonly string[]> =>
  (await rpc.call('registries.tagsOf', { name }, { signal })).tags;
const platformsOf = async (name: string, signal: AbortSignal): Promise<readonly string[]> =>
  (await rpc.call('registries.platformsOf', { name }, { signal })).platforms;
const quotaOf = async () => (await rpc.call('registries.hubQuota', undefined)).left;

export function Frame() {
  const [path, navigate] = useLocation();
  const main = useRef<HTMLElement>(null);
  const logButton = useRef<HTMLButtonElement>(null);
  const [logShown, setLogShown] = useState(false);
  const [helpShown, setHelpShown] = useState(false);
  const logId = useId();
  const transfers = useTransfersPanel();
  useViewChange(main);
  useCommands({ 'app.keys': () => setHelpShown(true), 'app.commandLog': () => setLogShown(!logShown) });
  useShortcuts([
    { keys: HELP_KEY, description: 'Show the keys', run: () => setHelpShown(true) },
    { keys: LOG_KEY, description: 'Show or hide the command log', run: () => setLogShown(!logShown) },
    { keys: BUILD_KEY, description: 'Build an image', run: () => navigate(FORM_PATH) },
  ]);
  const skip = (event: MouseEvent): void => {
    event.preventDefault();
    main.current?.focus();
  };
  const hideLog = (): void => {
    setLogShown(false);
    logButton.current?.focus();
  };
  return (
    <div className={classes.frame}>
      <a href="#main" className={classes.skip} onClick={skip}>
        Skip to the content
      </a>
      <Navigation />
      <div className={classes.column}>
        <div className={classes.banners}>
          <ConnectionBanner />
          <SettingsNotices />
          <LastCrash />
          <UpdateNotice />
          <FirstRunCard />
          <WakeNotice />
        </div>
        <main ref={main} id="main" tabIndex={-1} className={classes.main}>
          <ErrorBoundary key={viewAt(path)?.path}>
            <Routes />
          </ErrorBoundary>
        </main>
        {transfers.panel}
        {logShown && <CommandLog id={logId} onHide={hideLog} />}
      </div>
      <footer className={classes.footer}>
        <EngineStatus />
        {transfers.button}
        <TasksButton />
        <NotificationsButton />
        <Button
          ref={logButton}
          data-tour-part="commands"
          variant="subtle"
          className={classes.tool}
          icon={<IconTerminal2 size={15} />}
          aria-expanded={logShown}
          aria-controls={logShown ? logId : undefined}
          onClick={() => setLogShown(!logShown)}
        >
          Command log
        </Button>
        <IconButton
          label="Keys"
          data-tour-part="keys"
          hint={keyLabel(HELP_KEY)}
          icon={<IconKeyboard size={16} />}
          onClick={() => setHelpShown(true)}
        />
      </footer>
      <ShortcutsHelp opened={helpShown} onClose={() => setHelpShown(false)} />
      <PullDialogs tagsOf={tagsOf} platformsOf={platformsOf} quotaOf={quotaOf} />
      <ComposeQuestions />
      <ComposeDrop />
      <Announcer />
      <Tour />
      <Toaster />
    </div>
  );
}
