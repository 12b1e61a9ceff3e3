import { type KeyboardEvent, useMemo, useRef, useState } from 'react';
import { Link } from 'wouter';
import { withoutControls } from '../../../lib/control-characters';
import { t, Trans } from '../../../lib/i18n';
import { EmptyState } from '../../../ui/empty-state';
import { EngineText } from '../../../ui/engine-text';
import { StateMark } from '../marks';
import type { ProjectTabProps } from '../project/tab';
import { servicePath } from '../routes';
import { HEALTH_WORDS, serviceHealth, serviceState } from '../words';
import classes from './graph.module.css';
import { edgePath, type Graph, type GraphEdge, type GraphNode, graphOf, MARGIN, neighbour, NODE } from './layout';

const CONDITION_WORDS: Readonly<Record<GraphEdge['condition'], string>> = {
  started: t('started'),
  healthy: t('healthy'),
  completed: t('completed'),
};

/** Beside its name. */
const countWords = ({ service: { containers } }: GraphNode): string =>
  containers.length > 1 ? `×${String(containers.length)}` : '';

/** What is seen of it below its name. */
function stateWords({ service }: GraphNode): string {
  if (service.level === null) return t('In a circle: never starts');
  const health = HEALTH_WORDS[serviceHealth(service)].toLowerCase();
  return [serviceState(service).words, health].filter((part) => part !== '').join(', ');
}

/** What is seen, and what the lines say: `web ×2 2 of 2 running, healthy, starts after db (healthy)`. */
function nodeLabel(node: GraphNode): string {
  const { name, dependsOn } = node.service;
  const after = dependsOn.map(({ service, condition }) => `${service} (${CONDITION_WORDS[condition]})`);
  const seen = [name, countWords(node), stateWords(node)].filter((part) => part !== '').join(' ');
  return withoutControls(
    [seen, ...(after.length === 0 ? [] : [t('starts after {after}', { after: after.join(', ') })])].join(', '),
  );
}

/** What waits for what, drawn in start order. */
export function GraphTab({ projectKey, details: { services } }: ProjectTabProps) {
  const graph = useMemo(() => graphOf(services), [services]);
  const [active, setActive] = useState('');
  const box = useRef<HTMLDivElement>(null);
  const [first] = graph.nodes;
  if (first === undefined) return <EmptyState title={t('It has no services')} />;
  const current = graph.nodes.find(({ service }) => service.name === active) ?? first;
  const onKeyDown = (event: KeyboardEvent): void => {
    const to = neighbour(graph, current, event.key);
    if (to === null) return;
    event.preventDefault();
    setActive(to.service.name);
    const index = graph.nodes.indexOf(to);
    box.current?.querySelector<HTMLElement>(`[data-node="${String(index)}"]`)?.focus();
  };
  return (
    <div className={classes.page}>
      <div ref={box} className={classes.box} onKeyDown={onKeyDown}>
        <div className={classes.plane} style={{ width: graph.width, height: graph.height }}>
          <Lines graph={graph} active={current.service.name} />
          <ul aria-label={t('Dependency graph')} className={classes.nodes}>
            {graph.nodes.map((node, index) => (
              <li key={node.service.name} style={{ left: node.x, top: node.y }} className={classes.place}>
                <Node
                  {...{ node, index, projectKey }}
                  tabIndex={node === current ? 0 : -1}
                  onFocus={() => setActive(node.service.name)}
                />
              </li>
            ))}
          </ul>
        </div>
      </div>
      <p className={classes.legend}>
        <Trans
          text="From left to right in start order. A line says what is waited for: {started} that it is started, {healthy} healthy, {completed} completed. Arrow keys go from one to the next."
          values={{
            started: <Sample condition="started" />,
            healthy: <Sample condition="healthy" />,
            completed: <Sample condition="completed" />,
          }}
        />
      </p>
    </div>
  );
}

interface NodeProps {
  readonly node: GraphNode;
  readonly index: number;
  readonly projectKey: string;
  readonly tabIndex: 0 | -1;
  readonly onFocus: () => void;
}

function Node({ node, index, projectKey, tabIndex, onFocus }: NodeProps) {
  const { service } = node;
  const { tone } = serviceState(service);
  const count = countWords(node);
  return (
    <Link
      href={servicePath(projectKey, service.name)}
      className={classes.node}
      style={{ width: NODE.width, height: NODE.height }}
      data-tone={service.level === null ? 'bad' : tone}
      data-off={(service.containers.length === 0 && !service.enabled) || undefined}
      data-node={index}
      aria-label={nodeLabel(node)}
      {...{ tabIndex, onFocus }}
    >
      <strong className={classes.nodeName}>
        <EngineText value={service.name} />
        {count !== '' && <span className={classes.count}>{count}</span>}
      </strong>{' '}
      <StateMark tone={tone} words={stateWords(node)} />
    </Link>
  );
}

const Sample = ({ condition }: { readonly condition: GraphEdge['condition'] }) => (
  <svg width={34} height={10} aria-hidden className={classes.sample}>
    <path d="M1 5H33" className={classes.edge} data-condition={condition} />
  </svg>
);

/** What they say is said by the nodes' names, too. */
function Lines({ graph, active }: { readonly graph: Graph; readonly active: string }) {
  const { edges, width, height } = graph;
  return (
    <svg width={width} height={height} className={classes.lines} aria-hidden>
      <defs>
        <marker
          id="compose-arrow"
          viewBox="0 0 8 8"
          refX={7}
          refY={4}
          markerWidth={9}
          markerHeight={9}
          markerUnits="userSpaceOnUse"
          orient="auto"
        >
          <path d="M0 0 8 4 0 8Z" className={classes.arrow} />
        </marker>
      </defs>
      {edges.map((edge) => {
        const { from, to, condition, required, entry } = edge;
        const near = from.service.name === active || to.service.name === active;
        return (
          <g key={`${from.service.name}\n${to.service.name}`} data-near={near || undefined} className={classes.line}>
            <path
              d={edgePath(edge)}
              className={classes.edge}
              data-condition={condition}
              data-optional={!required || undefined}
              markerEnd="url(#compose-arrow)"
            />
            {condition !== 'started' && to.column > from.column && (
              <text x={to.x - MARGIN / 2} y={to.y + entry - 4} textAnchor="end" className={classes.word}>
                {CONDITION_WORDS[condition]}
              </text>
            )}
          </g>
        );
      })}
    </svg>
  );
}
