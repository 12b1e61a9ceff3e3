import { useMediaQuery } from '@mantine/hooks';
import { Link, useLocation } from 'wouter';
import { t } from '../lib/i18n';
import { useShortcuts } from '../lib/shortcuts';
import { useTooltip } from '../ui/tooltip';
import classes from './frame.module.css';
import { VIEWS, type View, viewAt } from './views';

/** As in frame.module.css: below it the links are icons. */
const NARROW = '(max-width: 900px)';

export function Navigation() {
  const [path, go] = useLocation();
  const here = viewAt(path);
  useShortcuts(
    VIEWS.map((view) => ({
      keys: view.key,
      description: t('Go to {title}', { title: view.title }),
      run: () => go(view.path),
    })),
    t('Views'),
  );
  return (
    <nav aria-label={t('Main')} className={classes.nav}>
      <div className={classes.brand} aria-hidden>
        <span>Slipway</span>
      </div>
      {VIEWS.map((view) => (
        <ViewLink key={view.path} view={view} current={view === here} />
      ))}
    </nav>
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
