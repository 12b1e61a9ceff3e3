import fc from 'fast-check';
import { expect, it } from 'vitest';
import type { ProjectService } from '../../../../main/contract/compose';
import { graphOf, neighbour, NODE } from './layout';

const service = (name: string, level: number | null, ...dependsOn: readonly string[]): ProjectService => ({
  ...{ name, level, image: 'x', builds: false, inFiles: true, enabled: true, profiles: [], replicas: 1 },
  ...{ healthcheck: false, containers: [] },
  dependsOn: dependsOn.map((one) => ({ service: one, condition: 'started', required: true })),
});

const anyServices = fc.uniqueArray(
  fc.record({ name: fc.string({ minLength: 1 }), level: fc.option(fc.nat(4), { nil: null }) }),
  { selector: ({ name }) => name, maxLength: 20 },
);

it('whatever the services: each has a place of its own, within the drawing', () => {
  fc.assert(
    fc.property(anyServices, (all) => {
      const graph = graphOf(all.map(({ name, level }) => service(name, level)));
      expect(graph.nodes.map((node) => node.service.name).sort()).toEqual(all.map(({ name }) => name).sort());
      expect(new Set(graph.nodes.map(({ x, y }) => `${String(x)} ${String(y)}`)).size).toBe(all.length);
      for (const { x, y } of graph.nodes) {
        expect(Math.min(x, y)).toBeGreaterThanOrEqual(0);
        expect(x + NODE.width).toBeLessThan(graph.width);
        expect(y + NODE.height).toBeLessThan(graph.height);
      }
    }),
  );
});

it('what starts later stands further to the right, beside what it waits for; a circle stands last', () => {
  const graph = graphOf([
    service('b', 0),
    service('a', 0),
    service('of-b', 1, 'b'),
    service('of-a', 1, 'a', 'nobody'),
    service('x', null, 'y'),
    service('y', null, 'x'),
  ]);
  const at = (name: string): string => {
    const node = graph.nodes.find((one) => one.service.name === name);
    return `${String(node?.column)}/${String(node?.row)}`;
  };
  expect(['a', 'b', 'of-a', 'of-b', 'x', 'y'].map(at)).toEqual(['0/0', '0/1', '1/0', '1/1', '2/0', '2/1']);
  expect(graph.edges).toHaveLength(4);
});

it('the arrow keys reach every node, and end at the edges', () => {
  const graph = graphOf([service('a', 0), service('b', 0), service('c', 1, 'a')]);
  const [a, b, c] = graph.nodes;
  if (a === undefined || b === undefined || c === undefined) throw new Error('There are three.');
  expect(neighbour(graph, a, 'ArrowDown')).toBe(b);
  expect(neighbour(graph, b, 'ArrowDown')).toBeNull();
  expect(neighbour(graph, b, 'ArrowRight')).toBe(c);
  expect(neighbour(graph, c, 'ArrowRight')).toBeNull();
  expect(neighbour(graph, c, 'Tab')).toBeNull();
});
