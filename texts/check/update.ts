// `npm run texts [-- batch.json]`: writes the list of all texts (`texts/en.json`), takes the translations of a batch into
// `texts/de.json`, drops those of texts that are no more, and prints what German lacks: `{ "text": "" }`.
import fs from 'node:fs';
import path from 'node:path';
import type { Catalogue } from '../translate';
import { compare } from './compare';
import { extract } from './extract';
import { readSources } from './sources';

const file = (name: string): string => path.join(import.meta.dirname, '..', name);
const read = (name: string): Catalogue => JSON.parse(fs.readFileSync(name, 'utf8')) as Catalogue;
const write = (name: string, value: unknown): void =>
  fs.writeFileSync(file(name), `${JSON.stringify(value, null, 2)}\n`);

const { messages, faults } = extract(readSources());
for (const fault of faults) process.stderr.write(`${fault}: a text that is not spelled out\n`);
const [batch] = process.argv.slice(2);
const known: Catalogue = { ...read(file('de.json')), ...(batch === undefined ? {} : read(batch)) };
const german = Object.fromEntries(
  messages.flatMap((message) => {
    const translated = known[message];
    return translated === undefined || translated === '' ? [] : [[message, translated]];
  }),
);
write('en.json', messages);
write('de.json', german);
const { missing, wrong } = compare(messages, german, 'de');
for (const fault of wrong) process.stderr.write(`${fault}\n`);
process.stdout.write(`${JSON.stringify(Object.fromEntries(missing.map((message) => [message, ''])), null, 2)}\n`);
process.exitCode = faults.length + wrong.length > 0 ? 1 : 0;
