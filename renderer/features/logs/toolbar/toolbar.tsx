import {
  IconArrowBarToDown,
  IconChartBar,
  IconClockSearch,
  IconEraser,
  IconFilter,
  IconSearch,
  IconStack2,
  IconTextWrap,
} from '@tabler/icons-react';
import type { ReactNode } from 'react';
import { errorLine } from '../../../lib/errors';
import { useKeyLabel } from '../../../lib/actions/bindings';
import { t } from '../../../lib/i18n';
import { IconButton } from '../../../ui/icon-button';
import { showToast } from '../../../ui/toast-store';
import { letGo } from '../lines/movement';
import { END } from '../scroll/position';
import { useLog, useLogState, useUi } from '../view/context';
import { changeSettings, useLogsSettings } from '../view/settings';
import { isMerged, statusWords } from '../words';
import { ExportMenu } from './export-menu';
import { MoreMenu } from './more-menu';
import { LOG_ACTIONS } from '../keys';
import classes from './toolbar.module.css';

interface Props {
  readonly onFind: () => void;
  readonly onFilter: () => void;
  /** What stands before the state: a heading. */
  readonly children?: ReactNode;
}

/** What the logs are doing, and what can be done with them. */
export function Toolbar({ onFind, onFilter, children }: Props) {
  const model = useLog();
  const { session, ui } = model;
  const { wrap, histogram } = useLogsSettings();
  const following = useLogState(({ position }) => position.at === 'end');
  const merged = useLogState(({ status }) => status !== null && isMerged(status.sources));
  const findShown = useUi(({ find }) => find.shown);
  const filterShown = useUi((state) => state.filterShown);
  const someHidden = useUi(({ filter }) => filter.hidden.length > 0);
  const findKey = useKeyLabel(LOG_ACTIONS.find);
  const clear = async (): Promise<void> => {
    try {
      await session.clear(true);
      ui.setState({ cleared: true });
    } catch (error) {
      showToast('bad', errorLine(error));
    }
  };
  return (
    <div className={classes.bar}>
      {children}
      <StatusText />
      <div role="toolbar" aria-label={t('Log tools')} className={classes.tools}>
        <IconButton
          label={t('Find')}
          hint={findKey}
          icon={<IconSearch size={16} />}
          aria-pressed={findShown}
          onClick={onFind}
        />
        <IconButton label={t('Filter')} icon={<IconFilter size={16} />} aria-pressed={filterShown} onClick={onFilter} />
        {(merged || someHidden) && (
          <IconButton
            label={t('Choose containers')}
            icon={<IconStack2 size={16} />}
            aria-pressed={someHidden}
            onClick={() => ui.setState({ dialog: 'sources' })}
          />
        )}
        <IconButton
          label={t('Follow')}
          hint={t('End')}
          icon={<IconArrowBarToDown size={16} />}
          aria-pressed={following}
          onClick={() => (following ? letGo(model) : session.goTo(END))}
        />
        <IconButton
          label={t('Wrap lines')}
          icon={<IconTextWrap size={16} />}
          aria-pressed={wrap}
          onClick={() => changeSettings({ wrap: !wrap })}
        />
        <IconButton
          label={t('Lines over time')}
          icon={<IconChartBar size={16} />}
          aria-pressed={histogram}
          onClick={() => changeSettings({ histogram: !histogram })}
        />
        <IconButton
          label={t('Go to a time')}
          icon={<IconClockSearch size={16} />}
          onClick={() => ui.setState({ dialog: 'time' })}
        />
        <IconButton label={t('Clear')} icon={<IconEraser size={16} />} onClick={() => void clear()} />
        <ExportMenu />
        <MoreMenu />
      </div>
    </div>
  );
}

function StatusText() {
  const words = useLogState(({ status }) => (status === null ? t('Opening…') : statusWords(status)));
  return (
    <span className={classes.status} title={words}>
      {words}
    </span>
  );
}
