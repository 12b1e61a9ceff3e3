import { expect, test } from 'vitest';
import { EMPTY_DRAFT, problemsOf, specOf } from './draft';

test('the forms make the options that mount takes', () => {
  const nfs = {
    ...EMPTY_DRAFT,
    kind: 'nfs',
    nfs: { server: '10.0.0.1', path: '/a b', version: '4', readOnly: false },
  } as const;
  expect(specOf(nfs).options).toEqual({ type: 'nfs', o: 'addr=10.0.0.1,rw,nfsvers=4', device: ':/a b' });
  const cifs = {
    ...{ ...EMPTY_DRAFT, kind: 'cifs' as const },
    cifs: { server: 'nas', share: '/media', user: 'me', password: 's3', domain: '', version: '3.0' },
  };
  expect(specOf(cifs).options).toEqual({
    ...{ type: 'cifs', o: 'addr=nas,username=me,password=s3,vers=3.0', device: '//nas/media' },
  });
  expect(specOf({ ...EMPTY_DRAFT, kind: 'tmpfs' }).options).toEqual({ type: 'tmpfs', device: 'tmpfs', o: 'size=100m' });
  expect(specOf({ ...EMPTY_DRAFT, options: [{ key: 'x', value: 'y' }] }).options).toEqual({});
  expect(
    specOf({
      ...EMPTY_DRAFT,
      labels: [
        { key: 'a', value: 'b' },
        { key: '', value: 'c' },
      ],
    }).labels,
  ).toEqual({ a: 'b' });
});

test('what would become another option is told', () => {
  const cifs = { server: 'nas,x', share: 's', user: 'a,b', password: 'p,uid=0', domain: '', version: '' };
  const problems = problemsOf({ ...EMPTY_DRAFT, kind: 'cifs', cifs });
  expect(Object.keys(problems).sort()).toEqual(['password', 'server', 'user']);
  expect(problemsOf(EMPTY_DRAFT)).toEqual({});
  expect(problemsOf({ ...EMPTY_DRAFT, kind: 'nfs' })).toHaveProperty('server');
});
