import { memo } from 'react';
import type { NetworkRow, Sandbox } from '../../../../main/contract/networks';
import { t } from '../../../lib/i18n';
import { EngineText } from '../../../ui/engine-text';
import { withoutControls } from '../../../lib/control-characters';
import { traitsOf } from '../words';
import type { Placed } from './layout';
import classes from './map.module.css';
import { Glyph } from './glyphs';
import { isOff, modeWords, publishedPorts } from './node-words';

interface NodeProps<T> {
  readonly placed: Placed<T>;
  readonly selected: boolean;
  /** Neither what is selected or searched for nor joined to it. */
  readonly dim: boolean;
  /** The one that Tab leads to. */
  readonly active: boolean;
}

interface SandboxProps extends NodeProps<Sandbox> {
  readonly ends: string;
}

/** Characters that fit beside a container. */
const PORTS_ROOM = 16;

/** As many as fit, at least one, and how many more there are. */
function shortPorts(ports: readonly string[]): string {
  let shown = 1;
  while (shown < ports.length && ports.slice(0, shown + 1).join(' ').length <= PORTS_ROOM) shown += 1;
  const more = ports.length - shown;
  return [...ports.slice(0, shown), ...(more > 0 ? [`+${more}`] : [])].join(' ');
}

/** For those who hear the map: its option's name is all that it holds. */
const Said = ({ words }: { readonly words: readonly string[] }) => (
  <span className="sw-hidden">{`, ${words.filter((word) => word !== '').join(', ')}`}</span>
);

export const NetworkNode = memo(function NetworkNode({ placed, selected, dim, active }: NodeProps<NetworkRow>) {
  const { item, x, y, width, height } = placed;
  const subnets = item.subnets.map(({ subnet }) => subnet);
  const traits = traitsOf(item);
  const words = [item.driver, ...subnets.slice(0, 1), ...traits.slice(0, 1)];
  return (
    <div
      role="option"
      aria-selected={selected}
      tabIndex={active ? 0 : -1}
      className={classes.network}
      data-node={`n:${item.id}`}
      data-dim={dim || undefined}
      data-internal={item.internal || undefined}
      style={{ left: x, top: y, width, height }}
    >
      <Glyph name={item.internal ? 'internal' : 'network'} size={16} />
      <span className="sw-hidden">{t('Network')} </span>
      <span className={classes.nodeText}>
        <strong>
          <EngineText value={item.name} />
        </strong>
        <span className={classes.nodeMore}>
          <EngineText value={words.join(' · ')} />
        </span>
      </span>
      <Said
        words={[
          ...subnets.slice(1).map(withoutControls),
          ...traits.slice(1),
          t('{count, plural, one {# container} other {# containers}}', { count: item.endpoints.length }),
        ]}
      />
    </div>
  );
});

export const SandboxNode = memo(function SandboxNode({ placed, ends, selected, dim, active }: SandboxProps) {
  const { item, x, y, width, height } = placed;
  const ports = publishedPorts(item);
  return (
    <div
      role="option"
      aria-selected={selected}
      tabIndex={active ? 0 : -1}
      className={classes.sandbox}
      data-node={`s:${item.id}`}
      data-dim={dim || undefined}
      data-off={isOff(item) || undefined}
      style={{ left: x, top: y, width, height }}
    >
      <Glyph name={item.mode === 'joined' ? 'joined' : 'container'} size={14} />
      <span className="sw-hidden">{t('Container')} </span>
      <EngineText value={item.name} title={modeWords(item) === '' ? item.name : `${item.name}: ${modeWords(item)}`} />
      {ports.length > 0 && (
        <span className={classes.ports} title={ports.join(', ')}>
          <Glyph name="port" size={12} />
          {shortPorts(ports)}
        </span>
      )}
      <Said
        words={[
          item.state,
          modeWords(item),
          ends,
          ports.length === 0 ? '' : t('publishes {ports}', { ports: ports.join(' ') }),
        ]}
      />
    </div>
  );
});
