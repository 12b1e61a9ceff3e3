import { useEffect } from 'react';
import { Link, Redirect, Route, Switch } from 'wouter';
import { ContainersPage } from '../features/containers/containers-page';
import { EnginePage } from '../features/engine/engine-page';
import { LogsPage } from '../features/logs/logs-page';
import { EngineOffer } from '../features/machine/engine-offer';
import { MachineSection } from '../features/machine/machine-section';
import { WelcomeOffer } from '../features/machine/welcome-offer';
import { EngineUse } from '../features/stats/engine-use';
import { CONTAINER_MEASURES } from '../features/stats/measures';
import { RecordingSettings } from '../features/stats/recording-settings';
import { SettingsPage } from '../features/settings/settings-page';
import { StopCard } from '../features/stops/stop-card';
import { HOST_TERMINAL_PATH, HostTerminalOffer, HostTerminalPage } from '../features/terminal/host-terminal';
import { startMachineStore } from '../rpc/stores/machine-store';
import { EmptyState } from '../ui/empty-state';
import { CONTAINER_TABS } from './container-tabs';

/** The machine is watched, and so measured, only while somebody looks at it. */
function EngineRoute() {
  useEffect(startMachineStore, []);
  return (
    <EnginePage
      own={
        <>
          <MachineSection />
          <HostTerminalOffer />
          <EngineUse />
        </>
      }
    />
  );
}

export function Routes() {
  return (
    <Switch>
      <Route path="/">
        <Redirect to="/containers" replace />
      </Route>
      {/* One route for the list and for one container: the list stays as it is while the details come and go. */}
      <Route path="/containers/*?">
        <ContainersPage
          engineOffer={<EngineOffer />}
          welcomeOffer={<WelcomeOffer />}
          tabs={CONTAINER_TABS}
          measures={CONTAINER_MEASURES}
          Headline={StopCard}
        />
      </Route>
      <Route path={HOST_TERMINAL_PATH}>
        <HostTerminalPage />
      </Route>
      <Route path="/logs">
        <LogsPage />
      </Route>
      <Route path="/engine">
        <EngineRoute />
      </Route>
      <Route path="/settings">
        <SettingsPage more={<RecordingSettings />} />
      </Route>
      <Route>
        <EmptyState title="Nothing is here" heading="h1">
          <p>This address leads to no view of Slipway.</p>
          <Link href="/containers">Go to the containers</Link>
        </EmptyState>
      </Route>
    </Switch>
  );
}
