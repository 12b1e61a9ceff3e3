import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { expect, it } from 'vitest';
import { SETTING_WORDS } from '../../contract/setting-words';
import { LEAVES } from './leaves';
import { settingsJsonSchema } from './json-schema';
import { publishSchema } from './publish-schema';

it('is published as it is (`npm run settings:schema` writes it)', async () => {
  await expect(`${JSON.stringify(settingsJsonSchema(), null, 2)}\n`).toMatchFileSnapshot(
    '../../../assets/settings.schema.json',
  );
});

it('has words for each setting, and settings for all words', () => {
  expect(Object.keys(SETTING_WORDS).sort()).toEqual([...LEAVES.keys()].sort());
});

it('is written beside the settings, again only when it is another', async () => {
  const dir = fs.mkdtempSync(path.join(os.tmpdir(), 'slipway-schema-'));
  const logged: string[] = [];
  const publish = (): Promise<void> => publishSchema(dir, (line) => logged.push(line));
  const file = path.join(dir, 'settings.schema.json');
  await publish();
  expect(JSON.parse(fs.readFileSync(file, 'utf8'))).toEqual(settingsJsonSchema());
  const { mtimeMs } = fs.statSync(file);
  await publish();
  expect(fs.statSync(file).mtimeMs).toBe(mtimeMs);
  fs.writeFileSync(file, '{}');
  await publish();
  expect(JSON.parse(fs.readFileSync(file, 'utf8'))).toEqual(settingsJsonSchema());
  fs.rmSync(dir, { recursive: true });
  await publish();
  expect(logged).toHaveLength(1);
});
