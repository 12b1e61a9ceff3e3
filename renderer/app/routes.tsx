import { useEffect } from 'react';
import { Link, Redirect, Route, Switch, useLocation } from 'wouter';
import { BuildsPage } from '../features/builds/builds-page';
import { FilePage } from '../features/builds/edit/file-page';
import { BuildPage } from '../features/builds/form/build-page';
import { FILE_PATH, FORM_PATH } from '../features/builds/routes';
import { ComposePage } from '../features/compose/compose-page';
import { LIST_PATH as PROJECTS_PATH } from '../features/compose/routes';
import { ContainersPage } from '../features/containers/containers-page';
import { ImagesPage } from '../features/images/images-page';
import { detailsPath as imagePath } from '../features/images/routes';
import { VolumesPage } from '../features/volumes/volumes-page';
import { NetworksPage } from '../features/networks/networks-page';
import { PortsPage } from '../features/ports/ports-page';
import { DiskPage } from '../features/disk/disk-page';
import { BinPage } from '../features/bin/bin-page';
import { BinSettings } from '../features/bin/bin-settings';
import { KeepChoice } from '../features/bin/keep-choice';
import { CreatePage } from '../features/create/create-page';
import { EnginePage } from '../features/engine/engine-page';
import { LogsPage } from '../features/logs/logs-page';
import { AccessSettings } from '../features/machine/access/access-settings';
import { EngineOffer } from '../features/machine/engine-offer';
import { MachineSection } from '../features/machine/machine-section';
import { WelcomeOffer } from '../features/machine/welcome-offer';
import { askPull } from '../features/pulls/questions-store';
import { RegistriesPage } from '../features/registries/registries-page';
import { KeptList } from '../features/recreate/kept-list';
import { RecreateDialogs } from '../features/recreate/recreate-dialogs';
import { RecreateItems } from '../features/recreate/recreate-items';
import { UnderWayNotices } from '../features/recreate/under-way-notices';
import { EngineUse } from '../features/stats/engine-use';
import { CONTAINER_MEASURES } from '../features/stats/measures';
import { RecordingSettings } from '../features/stats/recording-settings';
import { SettingsPage } from '../features/settings/settings-page';
import { START_SETS_PATH } from '../features/start-sets/routes';
import { StartSetsPage } from '../features/start-sets/start-sets-page';
import { StopCard } from '../features/stops/stop-card';
import { HOST_TERMINAL_PATH, HostTerminalOffer, HostTerminalPage } from '../features/terminal/host-terminal';
import { whileVisible } from '../lib/while-visible';
import { startMachineStore } from '../rpc/stores/machine-store';
import { EmptyState } from '../ui/empty-state';
import { COMPOSE_PARTS } from './compose-parts';
import { CONTAINER_TABS } from './container-tabs';
import { IMAGE_TABS } from './image-tabs';
import { VOLUME_TABS } from './volume-tabs';

/** The machine is watched, and so measured, only while somebody looks at it. */
function EngineRoute() {
  useEffect(() => whileVisible(startMachineStore), []);
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

const pull = (reference: string): void => askPull({ kind: 'pull', references: [reference] });
const push = (image: string): void => askPull({ kind: 'push', image });

export function Routes() {
  const [, navigate] = useLocation();
  const build = (): void => navigate(FORM_PATH);
  const openImage = (id: string): void => navigate(imagePath(id));
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
          MenuItems={RecreateItems}
          KeepChoice={KeepChoice}
          notices={<UnderWayNotices />}
        />
        <RecreateDialogs />
      </Route>
      <Route path="/compose/*?">
        <ComposePage {...COMPOSE_PARTS} onStartSets={() => navigate(START_SETS_PATH)} />
      </Route>
      <Route path={HOST_TERMINAL_PATH}>
        <HostTerminalPage />
      </Route>
      <Route path="/logs">
        <LogsPage />
      </Route>
      <Route path="/images/*?">
        <ImagesPage tabs={IMAGE_TABS} onPull={pull} onPush={push} onBuild={build} />
      </Route>
      <Route path={FORM_PATH}>
        <BuildPage />
      </Route>
      <Route path={FILE_PATH}>
        <FilePage />
      </Route>
      <Route path="/builds/*?">
        <BuildsPage onOpenImage={openImage} />
      </Route>
      <Route path={START_SETS_PATH}>
        <StartSetsPage more={<Link href={PROJECTS_PATH}>Compose projects</Link>} />
      </Route>
      <Route path="/volumes/*?">
        <VolumesPage tabs={VOLUME_TABS} />
      </Route>
      <Route path="/networks/*?">
        <NetworksPage />
      </Route>
      <Route path="/ports/*?">
        <PortsPage />
      </Route>
      <Route path="/registries/*?">
        <RegistriesPage onPull={pull} />
      </Route>
      <Route path="/disk/*?">
        <DiskPage KeepChoice={KeepChoice} />
      </Route>
      <Route path="/bin/*?">
        <BinPage more={<KeptList />} />
        <RecreateDialogs />
      </Route>
      <Route path="/run">
        <CreatePage />
      </Route>
      <Route path="/engine">
        <EngineRoute />
      </Route>
      <Route path="/settings">
        <SettingsPage
          more={
            <>
              <RecordingSettings />
              <BinSettings />
              <AccessSettings />
            </>
          }
        />
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
