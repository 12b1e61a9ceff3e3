import { useLocation } from 'wouter';
import { t } from '../../lib/i18n';
import { Tabs } from '../../ui/tabs';
import { ChecksView } from './checks-view';
import classes from './diagnostics.module.css';
import { LogView } from './log-view';
import { ReportView } from './report-view';
import { DIAGNOSTICS_PATH } from './routes';

const TABS = [
  { path: '', title: t('Checks'), View: ChecksView },
  { path: '/report', title: t('Bug report'), View: ReportView },
  { path: '/log', title: t("Slipway's log"), View: LogView },
] as const;

/** What is wrong, what can be handed on, and what Slipway noted of itself. */
export function DiagnosticsPage() {
  const [path] = useLocation();
  const rest = path.slice(DIAGNOSTICS_PATH.length);
  const shown = TABS.find((tab) => tab.path === rest) ?? TABS[0];
  return (
    <div className={classes.page}>
      <h1 tabIndex={-1} className={classes.title}>
        {t('Diagnostics')}
      </h1>
      <Tabs tabs={TABS} shown={shown} hrefOf={(tab) => `${DIAGNOSTICS_PATH}${tab.path}`}>
        <shown.View />
      </Tabs>
    </div>
  );
}
