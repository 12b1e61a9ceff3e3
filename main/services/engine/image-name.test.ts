import { expect, test } from 'vitest';
import { pullQuery, registryOf, repositoryOf, withTag } from './image-name';

const DIGEST = `sha256:${'a'.repeat(64)}`;

test.each([
  ['redis', 'docker.io', 'docker.io/library/redis', { fromImage: 'redis', tag: 'latest' }],
  ['team/web:2', 'docker.io', 'docker.io/team/web', { fromImage: 'team/web', tag: '2' }],
  ['docker.io/redis:7', 'docker.io', 'docker.io/library/redis', { fromImage: 'docker.io/redis', tag: '7' }],
  ['index.docker.io/a/b', 'docker.io', 'docker.io/a/b', { fromImage: 'index.docker.io/a/b', tag: 'latest' }],
  ['127.0.0.1:5000/x', '127.0.0.1:5000', '127.0.0.1:5000/x', { fromImage: '127.0.0.1:5000/x', tag: 'latest' }],
  ['localhost/x:1', 'localhost', 'localhost/x', { fromImage: 'localhost/x', tag: '1' }],
  [`ghcr.io/a/b@${DIGEST}`, 'ghcr.io', 'ghcr.io/a/b', { fromImage: 'ghcr.io/a/b', tag: DIGEST }],
])('%s', (reference, registry, repository, query) => {
  expect([registryOf(reference), repositoryOf(reference), pullQuery(reference)]).toEqual([registry, repository, query]);
});

test('only what has no tag gets one', () => {
  expect(['a', 'a:1', 'h:5000/a', `a@${DIGEST}`].map(withTag)).toEqual([
    'a:latest',
    'a:1',
    'h:5000/a:latest',
    `a@${DIGEST}`,
  ]);
});
