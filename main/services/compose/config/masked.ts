import { isMap, isPair, isScalar, type Pair, parseDocument, type Scalar, visit } from 'yaml';
import { isSecretName, MASK, maskAssignment, maskText, maskValue } from '../../../contract/secrets';
import type { Reading } from '../model/types';

/** Shorter ones stand in too much else. */
const SHORTEST = 4;

/** Values of variables that are secret by their names: they may stand anywhere in what is resolved. */
function secretsOf({ uses, environment }: Reading): readonly string[] {
  const names = [...new Set(uses.map(({ name }) => name))].filter(isSecretName);
  const values = names.map((name) => environment.find(name)?.value ?? '');
  return values.filter((value) => value.length >= SHORTEST).sort((a, b) => b.length - a.length);
}

const isTextScalar = (value: unknown): value is Scalar => isScalar(value) && typeof value.value !== 'boolean';

function setMasked(node: Scalar, masked: string): void {
  if (masked === String(node.value)) return;
  node.value = masked;
  delete node.type;
}

const keyOf = ({ key }: Pair): string => (isScalar(key) ? String(key.value) : '');

/** What compose resolved, without what is likely secret; null: it cannot be read, so nothing of it may be shown. */
export function maskConfig(text: string, reading: Reading): string | null {
  const secrets = secretsOf(reading);
  const document = parseDocument(text, { schema: 'failsafe', logLevel: 'silent' });
  if (document.errors.length > 0) return null;
  const plain = (said: string): string =>
    secrets.reduce((masked, secret) => masked.replaceAll(secret, MASK), maskText(said));
  visit(document, {
    Pair(_key, pair) {
      if (isTextScalar(pair.value)) setMasked(pair.value, plain(maskValue(keyOf(pair), String(pair.value.value))));
    },
    Scalar(key, node, path) {
      const parent = path.at(-1);
      if (key === 'key' || isPair(parent) || isMap(parent)) return;
      const said = String(node.value);
      setMasked(node, plain(/^-{0,2}[A-Za-z][\w.-]*=/.test(said) ? maskAssignment(said) : said));
    },
  });
  return document.toString({ lineWidth: 0 });
}
