import { useMediaQuery } from '@mantine/hooks';
import { IconSearch } from '@tabler/icons-react';
import { Link, useLocation } from 'wouter';
import { useKeyLabel } from '../../lib/actions/bindings';
import { useActions } from '../../lib/actions/use-actions';
import { t } from '../../lib/i18n';
import { Kbd } from '../../ui/kbd';
import { useTooltip } from '../../ui/tooltip';
import { APP_ACTIONS, VIEW_ACTIONS } from '../app-actions';
import { openPalette } from '../palette/palette-store';
import { VIEWS, type View, viewAt } from '../views';
import { useArrangedViews } from './arrangement';
import classes from './sidebar.module.css';

/** As in the style sheet: below it the links are icons. */
const NARROW = '(max-width: 900px)';

/** The keys of all views, whether the sidebar shows them or not. */
export function useViewKeys(): void {
  const [, go] = useLocation();
  useActions(VIEW_ACTIONS, Object.fromEntries(VIEWS.map(({ path }) => [path.slice(1), () => go(path)])));
}

export function Sidebar() {
  const [path] = useLocation();
  const here = viewAt(path);
  const views = useArrangedViews();
  return (
    <div className={classes.sidebar}>
      <div className={classes.brand} aria-hidden>
        <span>Slipway</span>
      </div>
      <PaletteButton />
      <nav aria-label={t('Main')} className={classes.nav}>
        {views
          .filter(({ hidden }) => !hidden)
          .map(({ view }) => (
            <ViewLink key={view.path} view={view} current={view.path === here?.path} />
          ))}
      </nav>
    </div>
  );
}

function PaletteButton() {
  const narrow = useMediaQuery(NARROW);
  const key = useKeyLabel(APP_ACTIONS.palette);
  const { triggerProps, tooltip } = useTooltip(key === undefined ? t('Search') : `${t('Search')} (${key})`, 'right');
  return (
    <>
      <button
        type="button"
        className={classes.search}
        aria-haspopup="dialog"
        onClick={() => openPalette()}
        {...triggerProps}
      >
        <IconSearch size={16} aria-hidden />
        <span className={classes.linkText}>{t('Search')}</span>
        {key !== undefined && (
          <span className={classes.searchKey} aria-hidden>
            <Kbd>{key}</Kbd>
          </span>
        )}
      </button>
      {narrow && tooltip}
    </>
  );
}

function ViewLink({ view, current }: { readonly view: View; readonly current: boolean }) {
  const narrow = useMediaQuery(NARROW);
  const { triggerProps, tooltip } = useTooltip(view.title, 'right');
  const Icon = view.icon;
  return (
    <>
      <Link href={view.path} className={classes.link} aria-current={current ? 'page' : undefined} {...triggerProps}>
        <Icon size={18} aria-hidden />
        <span className={classes.linkText}>{view.title}</span>
      </Link>
      {narrow && tooltip}
    </>
  );
}
