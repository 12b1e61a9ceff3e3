import { describe, expect, test } from 'vitest';
import type { ImageRow } from '../../../main/contract/images';
import { imageMatcher } from './filter';

const row: ImageRow = {
  id: `sha256:cafe${'0'.repeat(60)}`,
  tags: ['registry.example:5000/team/App:1.25', 'app:latest'],
  digests: [`registry.example:5000/team/app@sha256:beef${'0'.repeat(60)}`],
  ...{ created: null, size: 1, parent: '', moreUsers: 0, kept: false },
  labels: { Env: 'Prod', note: 'two words' },
  usedBy: [{ id: 'c1', name: 'Web-1', running: true }],
};
const dangling: ImageRow = { ...row, tags: [], digests: [], usedBy: [], kept: true };

const passes = (text: string, image = row): boolean => imageMatcher(text)(image);

describe('what meets a filter', () => {
  test.each([
    ...['', 'app', 'app:latest', 'registry.example:5000', '"two words"', 'env=prod', 'used web', '-unused'],
    ...['repo:team/app', 'repo:"app"', 'tag:1.2', 'tag:"latest"', 'id:cafe', 'id:sha256:cafe', 'digest:beef'],
    ...['label:env', 'label:env=prod', 'label:note="two words"', 'used:yes', 'used:web', 'running:yes', 'running:y'],
    ...['dangling:no', '-dangling:yes', 'kept:n', '-kept:yes', 'repo:', '-', 'Repo:TEAM -tag:3'],
  ])('%s', (text) => {
    expect(passes(text)).toBe(true);
  });

  test.each([
    ...['db', '-app', 'repo:latest', 'repo:5000/team:1', 'repo:"ap"', 'tag:app', 'tag:"1.2"', 'id:afe', 'digest:cafe'],
    ...['label:env=pro', 'label:missing', 'used:no', 'used:db', 'running:no', 'dangling:yes', 'kept:yes', 'used:maybe'],
    ...['unknown:app', 'running:maybe'],
  ])('not %s', (text) => {
    expect(passes(text)).toBe(false);
  });

  test('one without a name', () => {
    for (const text of ['dangling:yes', 'used:no', '-running:yes', 'kept:yes', 'dangling unused'])
      expect(passes(text, dangling)).toBe(true);
    for (const text of ['repo:app', 'tag:1', 'used:yes', 'digest:be']) expect(passes(text, dangling)).toBe(false);
  });
});
