import { IconFocusCentered, IconMinus, IconPlus } from '@tabler/icons-react';
import { type KeyboardEvent, type MouseEvent, useLayoutEffect, useMemo, useRef, useState } from 'react';
import type { NetworkRow, Sandbox } from '../../../../main/contract/networks';
import { t } from '../../../lib/i18n';
import { IconButton } from '../../../ui/icon-button';
import { useHeldFocus } from '../../../ui/use-held-focus';
import { spotAt } from './directions';
import { Glyphs } from './glyphs';
import { graphOf } from './graph';
import { type Layout, layout } from './layout';
import classes from './map.module.css';
import { endsWords, networkText, sandboxText } from './node-words';
import { NetworkNode, SandboxNode } from './nodes';
import { createPanZoom } from './pan-zoom';

interface Props {
  readonly networks: ReadonlyMap<string, NetworkRow>;
  readonly sandboxes: ReadonlyMap<string, Sandbox>;
  /** In lower case; '': nothing is searched for. */
  readonly search: string;
  /** `n:` or `s:` and an id; null: nothing. */
  readonly selected: string | null;
  readonly onSelect: (key: string | null) => void;
}

/** The networks and the containers in them, drawn; a listbox to the keyboard, with arrows in all four directions. */
export function NetworkMap({ networks, sandboxes, search, selected, onSelect }: Props) {
  const graph = useMemo(() => graphOf(networks, sandboxes), [networks, sandboxes]);
  const drawn = useMemo(() => layout(graph), [graph]);
  const spots = useMemo(() => spotsOf(drawn), [drawn]);
  const [view] = useState(createPanZoom);
  const viewport = useRef<HTMLDivElement>(null);
  const content = useRef<HTMLDivElement>(null);
  useLayoutEffect(() => view.resize(drawn), [view, drawn]);
  useLayoutEffect(() => {
    if (viewport.current !== null && content.current !== null) return view.attach(viewport.current, content.current);
  }, [view]);
  const [activeKey, setActiveKey] = useState('');
  const active = spots.find(({ key }) => key === activeKey) ?? spots[0];
  const list = useRef<HTMLDivElement>(null);
  const held = useHeldFocus(list, (root) => nodeOf(root, active?.key));
  const lit = useMemo(() => litBy(drawn, { search, selected }), [drawn, search, selected]);
  const isDim = (key: string): boolean => lit !== null && !lit.has(key);
  const onKeyDown = (event: KeyboardEvent): void => {
    if (active === undefined || event.ctrlKey || event.metaKey || event.altKey) return;
    const next = spotAt(event.key, active, spots);
    if (next !== null) {
      setActiveKey(next.key);
      view.show(next.box);
      nodeOf(list.current, next.key)?.focus({ preventScroll: true });
    } else if (event.key === 'Enter' || event.key === ' ') onSelect(active.key === selected ? null : active.key);
    else if (event.key === '+' || event.key === '=') view.zoomIn();
    else if (event.key === '-') view.zoomOut();
    else if (event.key === '0') view.fit();
    else return;
    event.preventDefault();
  };
  const onClick = ({ target }: MouseEvent): void => {
    if (view.wasDragged() || !(target instanceof Element)) return;
    const key = keyAt(target);
    if (key !== null) {
      setActiveKey(key);
      nodeOf(list.current, key)?.focus({ preventScroll: true });
    }
    onSelect(key);
  };
  return (
    <>
      <div ref={viewport} className={classes.viewport} onClick={onClick}>
        <div ref={content} className={classes.content}>
          <Lines drawn={drawn} lit={lit} />
          <div
            ref={list}
            role="listbox"
            aria-label={t('Network map')}
            onKeyDown={onKeyDown}
            onFocus={({ target }) => setActiveKey(keyAt(target) ?? activeKey)}
            {...held}
          >
            {drawn.networks.map((placed) => {
              const key = `n:${placed.item.id}`;
              const is = { selected: key === selected, dim: isDim(key), active: key === active?.key };
              return <NetworkNode key={key} placed={placed} {...is} />;
            })}
            {drawn.sandboxes.map((placed) => {
              const key = `s:${placed.item.id}`;
              const is = { selected: key === selected, dim: isDim(key), active: key === active?.key };
              return <SandboxNode key={key} placed={placed} ends={endsWords(placed.item, networks)} {...is} />;
            })}
          </div>
        </div>
      </div>
      <div className={classes.zoom} role="group" aria-label={t('Zoom')}>
        <IconButton label={t('Zoom in')} hint="+" icon={<IconPlus size={16} />} onClick={() => view.zoomIn()} />
        <IconButton label={t('Zoom out')} hint="-" icon={<IconMinus size={16} />} onClick={() => view.zoomOut()} />
        <IconButton label={t('Fit')} hint="0" icon={<IconFocusCentered size={16} />} onClick={() => view.fit()} />
      </div>
    </>
  );
}

const spotsOf = ({ networks, sandboxes }: Layout) => [
  ...networks.map(({ item, ...box }) => ({ key: `n:${item.id}`, box })),
  ...sandboxes.map(({ item, ...box }) => ({ key: `s:${item.id}`, box })),
];

const nodeOf = (root: HTMLElement | null, key: string | undefined): HTMLElement | null =>
  [...(root?.querySelectorAll<HTMLElement>('[data-node]') ?? [])].find((node) => node.dataset.node === key) ?? null;

const keyAt = (target: Element): string | null => target.closest<HTMLElement>('[data-node]')?.dataset.node ?? null;

interface Wanted {
  readonly search: string;
  readonly selected: string | null;
}

/** What stands out: what is searched for; else what is selected, with what it is joined to. null: everything alike. */
function litBy({ networks, sandboxes, edges }: Layout, { search, selected }: Wanted): ReadonlySet<string> | null {
  if (search !== '') {
    const found = [
      ...networks.filter(({ item }) => networkText(item).includes(search)).map(({ item }) => `n:${item.id}`),
      ...sandboxes.filter(({ item }) => sandboxText(item).includes(search)).map(({ item }) => `s:${item.id}`),
    ];
    return new Set(found);
  }
  if (selected === null) return null;
  const id = selected.slice(2);
  const joined = edges.filter(({ network, members }) =>
    selected.startsWith('n:') ? network === id : members.includes(id),
  );
  const others = selected.startsWith('n:')
    ? joined.flatMap(({ members }) => members.map((member) => `s:${member}`))
    : joined.map(({ network }) => `n:${network}`);
  return new Set([selected, ...others]);
}

function Lines({ drawn, lit }: { readonly drawn: Layout; readonly lit: ReadonlySet<string> | null }) {
  return (
    <svg className={classes.lines} width={drawn.width} height={drawn.height} aria-hidden>
      <Glyphs />
      {drawn.frames.map(({ x, y, width, height, exits }) => (
        <g key={`${x} ${y}`}>
          <rect {...{ x, y, width, height }} rx={8} className={classes.frame} />
          {exits.length > 0 && <path d={`M${x + width} ${y + 8}v${height - 16}`} className={classes.hostEdge} />}
          {exits.map((exit) => (
            <path key={exit} d={exit} className={classes.exit} />
          ))}
        </g>
      ))}
      {drawn.edges.map(({ network, members, path }) => {
        const isLit = lit === null || (lit.has(`n:${network}`) && members.some((id) => lit.has(`s:${id}`)));
        return (
          <path
            key={`${network} ${members[0] ?? ''}`}
            d={path}
            className={classes.edge}
            data-dim={!isLit || undefined}
          />
        );
      })}
    </svg>
  );
}
