import { useEffect } from 'react';
import { Link, Redirect, Route, Switch } from 'wouter';
import { ContainersPage } from '../features/containers/containers-page';
import { EnginePage } from '../features/engine/engine-page';
import { EngineOffer } from '../features/machine/engine-offer';
import { MachineSection } from '../features/machine/machine-section';
import { WelcomeOffer } from '../features/machine/welcome-offer';
import { SettingsPage } from '../features/settings/settings-page';
import { startMachineStore } from '../rpc/stores/machine-store';
import { EmptyState } from '../ui/empty-state';

/** The machine is watched, and so measured, only while somebody looks at it. */
function EngineRoute() {
  useEffect(startMachineStore, []);
  return <EnginePage own={<MachineSection />} />;
}

export function Routes() {
  return (
    <Switch>
      <Route path="/">
        <Redirect to="/containers" replace />
      </Route>
      {/* One route for the list and for one container: the list stays as it is while the details come and go. */}
      <Route path="/containers/*?">
        <ContainersPage engineOffer={<EngineOffer />} welcomeOffer={<WelcomeOffer />} />
      </Route>
      <Route path="/engine">
        <EngineRoute />
      </Route>
      <Route path="/settings">
        <SettingsPage />
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
