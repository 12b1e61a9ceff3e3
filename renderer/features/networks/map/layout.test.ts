import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { NetworkRow, Sandbox } from '../../../../main/contract/networks';
import { spotAt } from './directions';
import { graphOf, ownerOf } from './graph';
import { type Box, layout } from './layout';

const network = (id: string): NetworkRow => ({
  ...{
    id,
    name: `net ${id}`,
    driver: 'bridge',
    scope: 'local',
    created: 0,
    ipamDriver: 'default',
    subnets: [],
    ipv6: false,
  },
  ...{ internal: false, attachable: false, ingress: false, labels: {}, options: {}, project: null, predefined: false },
  endpoints: [],
});

const sandbox = (id: string, networks: readonly string[], patch: Partial<Sandbox> = {}): Sandbox => ({
  ...{
    id,
    name: `box ${id}`,
    state: 'running',
    image: 'i',
    project: null,
    service: null,
    mode: 'own',
    joins: null,
    ports: [],
  },
  ...{ endpoints: networks.map((networkId) => ({ networkId, ipv4: '', ipv6: '' })), ...patch },
});

const PORT = { hostIp: '0.0.0.0', hostPort: 8080, containerPort: 80, protocol: 'tcp' };

const rows = fc
  .record({
    networks: fc.integer({ min: 0, max: 12 }),
    boxes: fc.array(fc.record({ in: fc.array(fc.nat(11), { maxLength: 4 }), published: fc.boolean() }), {
      maxLength: 40,
    }),
  })
  .map(({ networks, boxes }) => ({
    networks: Array.from({ length: networks }, (_, index) => network(String(index))),
    boxes: boxes.map((box, index) => {
      const ids = [...new Set(box.in)].filter((at) => at < networks).map(String);
      return sandbox(String(index), ids, { ports: box.published ? [PORT] : [] });
    }),
  }));

const byId = <T extends { readonly id: string }>(all: readonly T[]): ReadonlyMap<string, T> =>
  new Map(all.map((each) => [each.id, each]));
const drawn = (networks: readonly NetworkRow[], boxes: readonly Sandbox[]) =>
  layout(graphOf(byId(networks), byId(boxes)));
const meet = (a: Box, b: Box): boolean =>
  a.x < b.x + b.width && b.x < a.x + a.width && a.y < b.y + b.height && b.y < a.y + a.height;

describe('the layout', () => {
  it('draws everything once, within its bounds, nothing over anything else', () => {
    fc.assert(
      fc.property(rows, ({ networks, boxes }) => {
        const { width, height, frames, ...rest } = drawn(networks, boxes);
        const nodes: Box[] = [...rest.networks, ...rest.sandboxes];
        expect(rest.networks.map(({ item }) => item.id).sort()).toEqual(networks.map(({ id }) => id).sort());
        expect(rest.sandboxes.map(({ item }) => item.id).sort()).toEqual(boxes.map(({ id }) => id).sort());
        const all = { x: 0, y: 0, width: width + 0.01, height: height + 0.01 };
        const sticksOut = (box: Box) =>
          box.x < 0 || box.y < 0 || box.x + box.width > all.width || box.y + box.height > all.height;
        expect([...nodes, ...frames].filter(sticksOut)).toEqual([]);
        expect(nodes.filter((a, at) => nodes.slice(at + 1).some((b) => meet(a, b)))).toEqual([]);
      }),
    );
  });

  it('is the same whatever order the rows came in', () => {
    fc.assert(
      fc.property(
        rows.chain((all) =>
          fc.tuple(
            fc.constant(all),
            fc.shuffledSubarray(all.networks, { minLength: all.networks.length }),
            fc.shuffledSubarray(all.boxes, { minLength: all.boxes.length }),
          ),
        ),
        ([all, networks, boxes]) => {
          expect(drawn(networks, boxes)).toEqual(drawn(all.networks, all.boxes));
        },
      ),
    );
  });

  it('joins every container to each of its networks', () => {
    fc.assert(
      fc.property(rows, ({ networks, boxes }) => {
        const joined = drawn(networks, boxes).edges.flatMap((edge) =>
          edge.members.map((id) => `${edge.network} ${id}`),
        );
        const wanted = boxes.flatMap(({ id, endpoints }) => endpoints.map(({ networkId }) => `${networkId} ${id}`));
        expect(joined.sort()).toEqual(wanted.sort());
      }),
    );
  });

  it('puts who shares a namespace where its owner is, and does not run in circles', () => {
    const boxes = [
      sandbox('a', ['0']),
      sandbox('b', [], { mode: 'joined', joins: 'a' }),
      sandbox('c', [], { joins: 'd' }),
      sandbox('d', [], { joins: 'c' }),
    ];
    expect(drawn([network('0')], boxes).edges).toMatchObject([{ network: '0', members: ['a', 'b'] }]);
    expect(ownerOf(boxes[1] ?? sandbox('', []), byId(boxes)).id).toBe('a');
  });
});

describe('an arrow key', () => {
  const at = (key: string, x: number, y: number) => ({ key, box: { x, y, width: 10, height: 10 } });
  const spots = [at('left', 0, 0), at('right', 100, 4), at('below', 2, 50), at('far', 100, 200)];
  const from = spots[0] ?? at('', 0, 0);

  it.each([
    ['ArrowRight', 'right'],
    ['ArrowDown', 'below'],
    ['ArrowLeft', undefined],
    ['End', 'far'],
    ['Home', 'left'],
    ['x', undefined],
  ])('%s leads to %s', (key, to) => {
    expect(spotAt(key, from, spots)?.key).toBe(to);
  });
});
