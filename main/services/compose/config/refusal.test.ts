import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { readPlace } from '../model/read';
import type { Reading } from '../model/types';
import { problemsOf } from './refusal';

let folder: string;
let reading: Reading;
const TEXT = 'services:\n  web:\n    image: x\n    imagee: y\n    ports: ["1", "x"]\n  my.db:\n    image: z\n';

beforeAll(async () => {
  folder = fs.mkdtempSync(path.join(os.tmpdir(), 'slipway-compose-refusal-'));
  fs.writeFileSync(path.join(folder, 'compose.yaml'), TEXT);
  const place = { name: '', folder, files: [], envFiles: [], profiles: [] };
  reading = await readPlace({ env: {}, homeDir: '/', platform: 'linux' }, place, new Map());
});
afterAll(() => fs.rmSync(folder, { recursive: true }));

// As each line of compose writes them.
it.each([
  ["Unsupported config option for services.web: 'imagee'", 2, 'error'],
  ['services.web.imagee Additional property imagee is not allowed', 4, 'error'],
  ['validating /x/compose.yaml: services.web.ports.1 is invalid', 5, 'error'],
  ['services.my.db.image must be a string', 7, 'error'],
  ['service "web" depends on undefined service "q": invalid compose project', 2, 'error'],
  ['yaml: line 3: mapping values are not allowed in this context', 3, 'error'],
  ['time="2025-01-01T00:00:00Z" level=warning msg="The \\"X\\" variable is not set."', 1, 'warning'],
  ['WARNING: The X variable is not set. Defaulting to a blank string.', 1, 'warning'],
])('finds the place of %s', (stderr, line, severity) => {
  const told = problemsOf(`${stderr}\n`, reading, true).find((each) => each.severity === severity);
  expect(told).toMatchObject({ line, severity, code: 'config' });
});

it('says something where compose says nothing', () => {
  expect(problemsOf('', reading, true)).toMatchObject([{ severity: 'error', path: '' }]);
  expect(problemsOf('', reading, false)).toEqual([]);
});
