import { Link, useLocation } from 'wouter';
import { t, Trans } from '../../lib/i18n';
import { useActions } from '../../lib/actions/use-actions';
import { WELCOME_ACTIONS } from './keys';
import { useSettings } from '../../rpc/stores/settings-store';
import { Button } from '../../ui/button';
import { Findings } from './findings';
import { endFirstRun } from './first-run';
import { FirstStep } from './first-step';
import { startTour } from './tour/tour-store';
import classes from './welcome.module.css';

interface Props {
  /** Where the views begin. */
  readonly usual: string;
  /** Where another engine's things are brought over. */
  readonly importPath: string;
}

/** The first run: what there is, one button to a running container, and a way out at any time. */
export function WelcomePage({ usual, importPath }: Props) {
  const [, navigate] = useLocation();
  const tourDone = useSettings(({ value }) => value?.welcome.tourDone ?? false);
  const leave = (): void => {
    endFirstRun();
    navigate(usual);
  };
  const tour = (): void => {
    leave();
    startTour();
  };
  useActions(WELCOME_ACTIONS, { leave });
  return (
    <div className={classes.page}>
      <header className={classes.line}>
        <h1 tabIndex={-1}>{t('Welcome to Slipway')}</h1>
        <span className={classes.space} />
        <Button onClick={leave}>{t('Go to the containers')}</Button>
        <span className={classes.dim}>
          <Trans text="or press <key>Escape</key>" tags={{ key: (inner) => <kbd>{inner}</kbd> }} />
        </span>
      </header>
      <FirstStep />
      <Findings />
      <section aria-labelledby="welcome-more" className={classes.section}>
        <h2 id="welcome-more">{t('And then')}</h2>
        <ul className={classes.more}>
          <li>
            <Button onClick={tour}>{tourDone ? t('Take the tour again') : t('Take the tour')}</Button>
            <span className={classes.dim}>{t('Six places to know, in a minute. It can be left at any step.')}</span>
          </li>
          <li>
            <Link href={importPath}>{t('Import from another engine')}</Link>
            <span className={classes.dim}>{t('Images, volumes and networks, compared at both ends.')}</span>
          </li>
          <li>
            <Link href="/engine">{t('Choose an engine')}</Link>
            <span className={classes.dim}>{t('Also one on another computer, by a docker context.')}</span>
          </li>
        </ul>
      </section>
    </div>
  );
}
