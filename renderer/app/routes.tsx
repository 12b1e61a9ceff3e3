import { useEffect } from 'react';
import { Link, Route, Switch, useLocation } from 'wouter';
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
import { KeepChoice } from '../features/bin/keep-choice';
import { CreatePage } from '../features/create/create-page';
import { DiagnosticsPage } from '../features/diagnostics/diagnostics-page';
import { DIAGNOSTICS_PATH } from '../features/diagnostics/routes';
import { EnginePage } from '../features/engine/engine-page';
import { ImportPage } from '../features/imports/import-page';
import { IMPORT_PATH } from '../features/imports/routes';
import { LogsPage } from '../features/logs/logs-page';
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
import { START_SETS_PATH } from '../features/start-sets/routes';
import { StartSetsPage } from '../features/start-sets/start-sets-page';
import { StopCard } from '../features/stops/stop-card';
import { HOST_TERMINAL_PATH, HostTerminalOffer, HostTerminalPage } from '../features/terminal/host-terminal';
import { Home } from '../features/welcome/home';
import { WELCOME_PATH } from '../features/welcome/routes';
import { WelcomePage } from '../features/welcome/welcome-page';
import { whileVisible } from '../lib/while-visible';
import { startMachineStore } from '../rpc/stores/machine-store';
import { t } from '../lib/i18n';
import { EmptyState } from '../ui/empty-state';
import { COMPOSE_PARTS } from './compose-parts';
import { CONTAINER_TABS } from './container-tabs';
import { IMAGE_TABS } from './image-tabs';
import { SettingsRoute } from './settings-route';
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
          <ArrivalLinks />
          <Link href={DIAGNOSTICS_PATH}>{t('Something is wrong? Run the checks')}</Link>
        </>
      }
    />
  );
}

/** Rarely needed, and looked for here. */
const ArrivalLinks = () => (
  <p>
    <Link href={IMPORT_PATH}>{t('Import from another engine')}</Link>
    {' · '}
    <Link href={WELCOME_PATH}>{t('What was found on this computer')}</Link>
  </p>
);

const pull = (reference: string): void => askPull({ kind: 'pull', references: [reference] });
const push = (image: string): void => askPull({ kind: 'push', image });

export function Routes() {
  const [, navigate] = useLocation();
  const build = (): void => navigate(FORM_PATH);
  const openImage = (id: string): void => navigate(imagePath(id));
  return (
    <Switch>
      <Route path="/">
        <Home usual="/containers" />
      </Route>
      <Route path={WELCOME_PATH}>
        <WelcomePage usual="/containers" importPath={IMPORT_PATH} />
      </Route>
      <Route path={IMPORT_PATH}>
        <ImportPage />
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
        <StartSetsPage more={<Link href={PROJECTS_PATH}>{t('Compose projects')}</Link>} />
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
      <Route path={`${DIAGNOSTICS_PATH}/*?`}>
        <DiagnosticsPage />
      </Route>
      <Route path="/settings">
        <SettingsRoute />
      </Route>
      <Route>
        <EmptyState title={t('Nothing is here')} heading="h1">
          <p>{t('This address leads to no view of Slipway.')}</p>
          <Link href="/containers">{t('Go to the containers')}</Link>
        </EmptyState>
      </Route>
    </Switch>
  );
}
