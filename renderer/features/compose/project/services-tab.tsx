import { Menu } from '@mantine/core';
import { IconFileText, IconPlayerPlay, IconPlayerStop, IconRefresh, IconTerminal2 } from '@tabler/icons-react';
import { useEffect, useMemo, useRef, useState } from 'react';
import { useLocation } from 'wouter';
import type { ProjectService } from '../../../../main/contract/compose';
import { withoutControls } from '../../../lib/control-characters';
import { t } from '../../../lib/i18n';
import { DataGrid } from '../../../ui/data-grid/data-grid';
import { EmptyState } from '../../../ui/empty-state';
import { IconButton } from '../../../ui/icon-button';
import { Button } from '../../../ui/button';
import { begin } from '../actions/deeds';
import { ask } from '../actions/questions-store';
import { ServiceMenu } from '../actions/service-menu';
import { containerPath } from '../routes';
import { plainWish } from '../wishes';
import { serviceColumns } from './service-columns';
import { type Line, lineName, linesOf, lineState, serviceKey } from './service-lines';
import type { ProjectTabProps } from './tab';

const keyOf = ({ key }: Line): string => key;
/** In start order: there is no other. */
const ORDER = { by: '', descending: false };
const keepOrder = (): void => undefined;
const NONE: ReadonlySet<string> = new Set();

const servicesOf = (lines: readonly Line[]): readonly ProjectService[] => [
  ...new Map(lines.map(({ service }) => [service.name, service] as const)).values(),
];

/** The services in start order, with their containers and what can be done to them. */
export function ServicesTab({ projectKey, details, more }: ProjectTabProps) {
  const [folded, setFolded] = useState(NONE);
  const [, navigate] = useLocation();
  const busy = details.row.run !== null && details.row.run.verb !== 'watch';
  const lines = useMemo(() => linesOf(details, folded), [details, folded]);
  const grid = useChosenLine(more);
  const columns = useMemo(() => {
    const onFold = (service: string): void =>
      setFolded((before) => {
        const next = new Set(before);
        if (!next.delete(service)) next.add(service);
        return next;
      });
    return serviceColumns({ projectKey, busy, onFold });
  }, [projectKey, busy]);
  if (lines.length === 0)
    return (
      <EmptyState title={t('It has no services')}>
        <p>{t('Its files name none, or cannot be read.')}</p>
        <Button onClick={() => ask({ kind: 'settings', key: projectKey })}>{t('Settings…')}</Button>
      </EmptyState>
    );
  return (
    <div ref={grid}>
      <DataGrid
        label={t('Services')}
        {...{ columns, keyOf, sort: ORDER, onSort: keepOrder }}
        rows={lines}
        nameOf={lineName}
        stateOf={lineState}
        onOpen={(line) => {
          if (line.kind === 'container') navigate(containerPath(line.container.id));
        }}
        menu={(chosen) => <LineMenu projectKey={projectKey} lines={chosen} />}
        actions={(line, tabIndex) => <LineButtons {...{ projectKey, line, tabIndex, busy }} />}
        actionsWidth={76}
        openKey={more === null ? null : serviceKey(more)}
        stale={details.stale}
      />
    </div>
  );
}

/** Who comes for one service, as from the graph, goes on from there. */
function useChosenLine(service: string | null) {
  const grid = useRef<HTMLDivElement>(null);
  useEffect(() => {
    const root = grid.current;
    if (service === null || root === null) return;
    // Lines come once the grid knows its height; whoever has gone elsewhere by then stays there.
    const observer = new MutationObserver(look);
    observer.observe(root, { childList: true, subtree: true });
    function look(): void {
      const lines = [...(root?.querySelectorAll<HTMLElement>('[data-line]') ?? [])];
      const line = lines.find(({ dataset }) => dataset.line === serviceKey(service ?? ''));
      const isFree = document.activeElement === document.body;
      if (isFree) line?.focus();
      if (!isFree || line !== undefined) observer.disconnect();
    }
    look();
    return () => observer.disconnect();
  }, [service]);
  return grid;
}

function LineMenu({ projectKey, lines }: { readonly projectKey: string; readonly lines: readonly Line[] }) {
  const [, navigate] = useLocation();
  const [line] = lines;
  return (
    <>
      {line?.kind === 'container' && (
        <>
          <Menu.Item
            leftSection={<IconFileText size={16} />}
            onClick={() => navigate(containerPath(line.container.id))}
          >
            {t('Open the container')}
          </Menu.Item>
          <Menu.Item
            leftSection={<IconTerminal2 size={16} />}
            disabled={line.container.state !== 'running'}
            onClick={() => navigate(containerPath(line.container.id, 'terminal'))}
          >
            {t('Terminal')}
          </Menu.Item>
          <Menu.Divider />
          <Menu.Label>{t('The whole service')}</Menu.Label>
        </>
      )}
      <ServiceMenu projectKey={projectKey} services={servicesOf(lines)} />
    </>
  );
}

interface ButtonsProps {
  readonly projectKey: string;
  readonly line: Line;
  readonly tabIndex: 0 | -1;
  readonly busy: boolean;
}

function LineButtons({ projectKey, line, tabIndex, busy }: ButtonsProps) {
  const [, navigate] = useLocation();
  const name = withoutControls(line.kind === 'service' ? line.service.name : line.container.name);
  if (line.kind === 'container')
    return (
      <>
        <IconButton
          label={t('Logs of {name}', { name })}
          tabIndex={tabIndex}
          icon={<IconFileText size={15} />}
          onClick={() => navigate(containerPath(line.container.id, 'logs'))}
        />
        <IconButton
          label={t('Terminal in {name}', { name })}
          tabIndex={tabIndex}
          disabled={line.container.state !== 'running'}
          icon={<IconTerminal2 size={15} />}
          onClick={() => navigate(containerPath(line.container.id, 'terminal'))}
        />
      </>
    );
  const { containers } = line.service;
  const runs = containers.some(({ state }) => state === 'running');
  const verb = runs ? 'stop' : 'start';
  const Icon = runs ? IconPlayerStop : IconPlayerPlay;
  return (
    <>
      <IconButton
        label={`${runs ? t('Stop') : t('Start')} ${name}`}
        tabIndex={tabIndex}
        disabled={busy || containers.length === 0}
        icon={<Icon size={15} />}
        onClick={() => begin(projectKey, plainWish(verb, [line.service.name]))}
      />
      <IconButton
        label={t('Restart {name}', { name })}
        tabIndex={tabIndex}
        disabled={busy || containers.length === 0}
        icon={<IconRefresh size={15} />}
        onClick={() => begin(projectKey, plainWish('restart', [line.service.name]))}
      />
    </>
  );
}
