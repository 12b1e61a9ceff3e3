import { describe, expect, it } from 'vitest';
import { readRunLine } from '../run-line/read';
import { composeOf } from './compose';
import { scalar, yaml } from './yaml';

const NONE = { made: { networks: [], volumes: [] } };
const service = (name: string, words: string) => ({
  service: name,
  spec: readRunLine(`docker run --name ${name} ${words}`).spec,
});

describe('a Compose file', () => {
  it('names what has to be there, waits for others, and says what Compose cannot', () => {
    const file = composeOf(
      [
        service('db', '--network front -v data:/d --gpus all --rm nginx:1'),
        service('web', "--network front --network 'odd name' --link db:base -p 22:22 -e 'A=$B' -l on=yes nginx"),
        service('side', '--network container:web -P nginx'),
      ],
      { made: { networks: ['front'], volumes: [] } },
    );
    expect(file).toBe(`# db: Compose has no place for --rm
# side: Compose has no place for --publish-all
services:
  db:
    image: "nginx:1"
    container_name: db
    networks:
      - front
    volumes:
      - "data:/d"
    deploy:
      resources:
        reservations:
          devices:
            - count: all
              capabilities:
                - gpu
  web:
    image: nginx
    container_name: web
    environment:
      - "A=$$B"
    labels:
      - "on=yes"
    networks:
      front:
        priority: 2
      network2:
        priority: 1
    ports:
      - "22:22"
    links:
      - "db:base"
    depends_on:
      - db
  side:
    image: nginx
    container_name: side
    network_mode: "service:web"
    depends_on:
      - web
networks:
  front:
    name: front
  network2:
    name: "odd name"
    external: true
volumes:
  data:
    name: data
    external: true
`);
  });

  it('keeps to the bridge what is in no network', () => {
    expect(composeOf([service('a1', 'nginx')], NONE)).toContain('network_mode: bridge\n');
  });
});

describe('YAML', () => {
  it.each([
    ...[
      ['a/b.c-d', 'a/b.c-d'],
      ['yes', '"yes"'],
      ['Off', '"Off"'],
      ['0755', '"0755"'],
      ['22:22', '"22:22"'],
      ['', '""'],
    ],
    ...[
      ['1e3', '"1e3"'],
      ['~', '"~"'],
      ['a b', '"a b"'],
      ['a"\\', '"a\\"\\\\"'],
      ['a\nb', '"a\\u000ab"'],
      ['漢', '"漢"'],
    ],
    ...[
      ['\u202e', '"\\u202e"'],
      ['\u{e0001}', '"\\U000e0001"'],
      ['\ud800', '"\ufffd"'],
      ['- x', '"- x"'],
      ['# x', '"# x"'],
    ],
  ])('has %j as %s', (word, said) => {
    expect(scalar(word)).toBe(said);
  });
  it('leaves out what holds nothing', () => {
    expect(yaml({ a: undefined, b: {}, c: [], d: { e: { f: undefined } }, g: [{ h: 1, i: true }, 'x'] })).toBe(
      'g:\n  - h: 1\n    i: true\n  - x\n',
    );
  });
});
