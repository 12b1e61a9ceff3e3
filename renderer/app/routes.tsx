import { Link, Redirect, Route, Switch } from 'wouter';
import { ContainersPage } from '../features/containers/containers-page';
import { EnginePage } from '../features/engine/engine-page';
import { SettingsPage } from '../features/settings/settings-page';
import { EmptyState } from '../ui/empty-state';

export function Routes() {
  return (
    <Switch>
      <Route path="/">
        <Redirect to="/containers" replace />
      </Route>
      {/* One route for the list and for one container: the list stays as it is while the details come and go. */}
      <Route path="/containers/*?">
        <ContainersPage />
      </Route>
      <Route path="/engine">
        <EnginePage />
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
