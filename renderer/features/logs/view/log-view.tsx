import { type KeyboardEvent, type ReactNode, type RefObject, useEffect, useRef, useState } from 'react';
import type { LogSelection } from '../../../../main/contract/logs';
import { useActions } from '../../../lib/actions/use-actions';
import { t } from '../../../lib/i18n';
import { Dialogs } from '../dialogs/dialogs';
import { FilterBar } from '../filter/filter-bar';
import { useFilter } from '../filter/use-filter';
import { FindBar } from '../find/find-bar';
import { closeFind, findStep, openFind, useFind } from '../find/use-find';
import { Histogram } from '../histogram/histogram';
import { LOG_ACTIONS } from '../keys';
import { LogLines } from '../lines/log-lines';
import { ALL_TIME, type TimeRange } from '../time/range';
import { Toolbar } from '../toolbar/toolbar';
import { Announcer } from './announcer';
import { LogContext, useLog, useUi } from './context';
import classes from './log-view.module.css';
import { createLogModel } from './model';
import { NewLines, NoLines, Notes } from './notes';
import { useLogsSettings } from './settings';
import { useKept } from './use-kept';

interface Props {
  readonly selection: LogSelection;
  /** That the lines shown at first have; '': any. */
  readonly filterText?: string;
  /** What stands before the state: a heading. */
  readonly children?: ReactNode;
}

/** The logs of one container, of several, or of a project, from their first line on. */
export function LogView({ selection, filterText = '', children }: Props) {
  const [range, setRange] = useState(ALL_TIME);
  const of = JSON.stringify(selection);
  const key = range === ALL_TIME ? of : `${of} ${String(range.sinceMicros)} ${String(range.untilMicros)}`;
  return (
    <OneView key={key} id={key} {...{ selection, filterText, range }} onRange={setRange}>
      {children}
    </OneView>
  );
}

interface OneProps extends Props {
  readonly id: string;
  readonly range: TimeRange;
  readonly onRange: (range: TimeRange) => void;
}

/** Mounted anew for other logs. */
function OneView({ id, selection, filterText = '', range, onRange, children }: OneProps) {
  const [model] = useState(() => createLogModel(id, { selection, ...range }, filterText));
  useEffect(() => model.session.start(), [model]);
  return (
    <LogContext value={model}>
      <Panel range={range} onRange={onRange}>
        {children}
      </Panel>
    </LogContext>
  );
}

const focusOn = (box: RefObject<HTMLInputElement | null>): void => {
  box.current?.focus();
  box.current?.select();
};

function Panel({ range, onRange, children }: Omit<OneProps, 'id' | 'selection' | 'filterText'>) {
  const model = useLog();
  const { ui } = model;
  const { histogram } = useLogsSettings();
  const findShown = useUi(({ find }) => find.shown);
  const filterShown = useUi((state) => state.filterShown);
  const root = useRef<HTMLDivElement>(null);
  const findBox = useRef<HTMLInputElement>(null);
  const filterBox = useRef<HTMLInputElement>(null);
  useFilter();
  useFind();
  useKept();
  const focusLines = (): void => root.current?.querySelector<HTMLElement>('[role=grid]')?.focus();
  const find = (): void => {
    openFind(model);
    // Once it is there.
    requestAnimationFrame(() => focusOn(findBox));
  };
  const showFilter = (): void => {
    ui.setState({ filterShown: true });
    requestAnimationFrame(() => focusOn(filterBox));
  };
  useActions(LOG_ACTIONS, {
    find,
    next: () => findStep(model, false),
    previous: () => findStep(model, true),
    filter: showFilter,
  });
  const onKeyDown = (event: KeyboardEvent): void => {
    // Of a menu it has closed the menu, and does nothing else.
    if (event.key === 'Escape' && event.target instanceof Element && event.target.closest('[role=menu]') !== null) {
      event.preventDefault();
      return;
    }
    if (event.key !== 'Escape' || !findShown || event.defaultPrevented) return;
    closeFind(model);
    focusLines();
    event.preventDefault();
  };
  return (
    <div ref={root} role="group" aria-label={t('Logs')} className={classes.view} onKeyDown={onKeyDown}>
      <Toolbar onFind={find} onFilter={showFilter}>
        {children}
      </Toolbar>
      {findShown && <FindBar box={findBox} onLeave={focusLines} />}
      {filterShown && <FilterBar box={filterBox} onLeave={focusLines} />}
      {histogram && <Histogram />}
      <Notes />
      <div className={classes.lines}>
        <LogLines />
        <NoLines />
        <NewLines />
      </div>
      <Dialogs range={range} onRange={onRange} />
      <Announcer />
    </div>
  );
}
