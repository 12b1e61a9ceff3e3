import { Menu } from '@mantine/core';
import { IconDots, IconPlayerStop, IconRefresh } from '@tabler/icons-react';
import { useEffect } from 'react';
import { useLocation } from 'wouter';
import type { BuildRow } from '../../../../main/contract/builds';
import { t } from '../../../lib/i18n';
import { Button } from '../../../ui/button';
import { DetailsPane } from '../../../ui/details-pane';
import { EmptyState } from '../../../ui/empty-state';
import { ErrorNotice } from '../../../ui/error-notice';
import { IconButton } from '../../../ui/icon-button';
import { Tabs } from '../../../ui/tabs';
import { type BuildDeeds, BuildMenu } from '../actions/build-menu';
import { cancel, rerun } from '../actions/deeds';
import classes from '../builds.module.css';
import { lookAt, useBuilds } from '../builds-store';
import { Duration } from '../columns';
import { useReport } from '../report/use-report';
import { detailsPath } from '../routes';
import { StateMark } from '../state-mark';
import { isOver, SHORT_BUILDER, titleOf } from '../words';
import { EndAnnouncer } from './end-announcer';
import { FailureNotice } from './failure-notice';
import type { BuildTab } from './tab';
import { TABS } from './tabs';

interface Props {
  readonly id: string;
  readonly shown: BuildTab;
  /** The rest of the address. */
  readonly more: string | null;
  readonly deeds: BuildDeeds;
  readonly onClose: () => void;
}

/** One build beside the list, or over it where there is no room. */
export function BuildDetails({ id, shown, more, deeds, onClose }: Props) {
  const row = useBuilds((state) => state.rows.get(id));
  const isGone = useBuilds(({ rows, synced, stale }) => synced && !stale && !rows.has(id));
  const { report, error } = useReport(id);
  useEffect(() => lookAt(id), [id]);
  const title = row === undefined ? t('Build') : titleOf(row);
  return (
    <DetailsPane
      of={id}
      label={t('Build {title}', { title })}
      title={title}
      actions={row !== undefined && <Actions row={row} deeds={deeds} />}
      onClose={onClose}
    >
      {row !== undefined && <Summary row={row} />}
      {row !== undefined && <EndAnnouncer row={row} />}
      {isGone ? (
        <EmptyState title={t('This build is not in the history')}>
          <p>{t("It was forgotten, or is of another engine's history.")}</p>
        </EmptyState>
      ) : (
        <>
          {row !== undefined && <FailureNotice row={row} />}
          {error !== null && <ErrorNotice error={error} />}
          <Tabs tabs={TABS} shown={shown} hrefOf={(tab) => detailsPath(id, tab === TABS[0] ? null : tab.path)}>
            <shown.Content {...{ id, report, more }} />
          </Tabs>
        </>
      )}
    </DetailsPane>
  );
}

const Summary = ({ row }: { readonly row: BuildRow }) => (
  <div className={classes.summary}>
    <StateMark state={row.state} />
    <span>
      <Duration row={row} />
    </span>
    {row.steps > 0 && <span>{t('{cached} of {steps} steps cached', { cached: row.cached, steps: row.steps })}</span>}
    <span className={classes.dim}>{SHORT_BUILDER[row.builder]}</span>
  </div>
);

function Actions({ row, deeds }: { readonly row: BuildRow; readonly deeds: BuildDeeds }) {
  const [, navigate] = useLocation();
  const { imageId } = row;
  const { onOpenImage } = deeds;
  return (
    <span className={classes.actions}>
      {imageId !== null && onOpenImage !== undefined && (
        <Button onClick={() => onOpenImage(imageId)}>{t('Open the image')}</Button>
      )}
      {isOver(row) ? (
        <Button icon={<IconRefresh size={15} />} onClick={() => rerun(row, navigate)}>
          {t('Build again')}
        </Button>
      ) : (
        <Button variant="danger" icon={<IconPlayerStop size={15} />} onClick={() => cancel(row)}>
          {t('Cancel')}
        </Button>
      )}
      <Menu position="bottom-end">
        <Menu.Target>
          <IconButton label={t('Build actions')} icon={<IconDots size={16} />} />
        </Menu.Target>
        <Menu.Dropdown>
          <BuildMenu rows={[row]} deeds={deeds} />
        </Menu.Dropdown>
      </Menu>
    </span>
  );
}
