import { IconKeyboard, IconTerminal2 } from '@tabler/icons-react';
import { type MouseEvent, useId, useRef, useState } from 'react';
import { useLocation } from 'wouter';
import { CommandLog } from '../features/commands/command-log';
import { keyLabel } from '../lib/platform';
import { useShortcuts } from '../lib/shortcuts';
import { Button } from '../ui/button';
import { IconButton } from '../ui/icon-button';
import { Toaster } from '../ui/toaster';
import { ConnectionBanner } from './connection-banner';
import { EngineStatus } from './engine-status';
import { ErrorBoundary } from './error-boundary';
import classes from './frame.module.css';
import { Navigation } from './navigation';
import { Routes } from './routes';
import { SettingsNotices } from './settings-notices';
import { ShortcutsHelp } from './shortcuts-help';
import { useViewChange } from './use-view-change';
import { viewAt } from './views';

const LOG_KEY = 'mod+j';
const HELP_KEY = '?';

export function Frame() {
  const [path] = useLocation();
  const main = useRef<HTMLElement>(null);
  const logButton = useRef<HTMLButtonElement>(null);
  const [logShown, setLogShown] = useState(false);
  const [helpShown, setHelpShown] = useState(false);
  const logId = useId();
  useViewChange(main);
  useShortcuts([
    { keys: HELP_KEY, description: 'Show the keys', run: () => setHelpShown(true) },
    { keys: LOG_KEY, description: 'Show or hide the command log', run: () => setLogShown(!logShown) },
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
        </div>
        <main ref={main} id="main" tabIndex={-1} className={classes.main}>
          <ErrorBoundary key={viewAt(path)?.path}>
            <Routes />
          </ErrorBoundary>
        </main>
        {logShown && <CommandLog id={logId} onHide={hideLog} />}
      </div>
      <footer className={classes.footer}>
        <EngineStatus />
        <Button
          ref={logButton}
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
          hint={keyLabel(HELP_KEY)}
          icon={<IconKeyboard size={16} />}
          onClick={() => setHelpShown(true)}
        />
      </footer>
      <ShortcutsHelp opened={helpShown} onClose={() => setHelpShown(false)} />
      <Toaster />
    </div>
  );
}
