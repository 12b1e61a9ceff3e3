import { expect, it } from 'vitest';
import { unintended } from './unintended';

it.each([
  '.git/objects/pack/x.pack',
  'web/node_modules/a/b.js',
  '.env',
  'deploy/.env.local',
  'id_rsa',
  'tls/server.key',
  'disk.qcow2',
  'old.tar.gz',
  'app.log',
])('%s is hardly meant', (path) => expect(unintended(path)).not.toBeNull());

it.each(['main.go', 'environment.ts', 'src/git/x.c', 'keyboard', 'assets/photo.png', 'Dockerfile'])(
  '%s may well be',
  (path) => expect(unintended(path)).toBeNull(),
);
