import fs from 'node:fs/promises';
import http from 'node:http';
import { readContexts } from '../../engine/contexts';
import { variable } from '../../engine/env';
import { list, record, text } from '../../engine/loose';
import { shellQuote } from '../../engine/shell-quote';
import { codeOf } from '../../process/error-code';
import type { Check, DiagnosticsOptions, Verdict } from '../types';
import { skipped, toCopy, wordsOf } from './ground';

const DEFAULT_SOCKET = '/var/run/docker.sock';
const ANSWER_MS = 2_000;
const ANSWER_BYTES = 65_536;

async function contexts({ t, engine, about }: DiagnosticsOptions): Promise<Verdict> {
  const { env, homeDir } = about;
  const host = variable(env, 'DOCKER_HOST');
  const config = await readContexts(env, homeDir);
  const { status, candidates } = engine.state();
  const prefix = engine.cliPrefix();
  const there = candidates.filter(({ state }) => state === 'connected');
  const evidence = [
    `DOCKER_HOST ${host ?? '-'}, DOCKER_CONTEXT ${variable(env, 'DOCKER_CONTEXT') ?? '-'}`,
    `current context ${config.current ?? 'default'} (${config.dir})`,
    `engine in use ${status.engine?.name ?? '-'} (${status.engine?.url ?? '-'}), its CLI lines begin with: ${prefix}`,
    ...there.map(({ name, url, version }) => `there: ${name} (${url}) ${version ?? ''}`),
  ];
  if (host !== null && config.current !== null)
    return {
      ...{ state: 'warn', evidence },
      detail: t('DOCKER_HOST is set, so that the docker CLI ignores the current context.'),
      repair: toCopy(t('Let the context count, in this terminal'), 'unset DOCKER_HOST'),
    };
  if (status.state === 'connected' && prefix !== 'docker') {
    const context =
      status.engine?.key.startsWith('context:') === true ? status.engine.key.slice('context:'.length) : null;
    return {
      ...{ state: 'warn', evidence },
      detail: t('The docker CLI by itself reaches another engine than the one Slipway uses.'),
      repair:
        context === null ? null : toCopy(t('Use it in the CLI, too'), `docker context use ${shellQuote(context)}`),
    };
  }
  const several = there.length > 1;
  return {
    ...{ state: 'ok', evidence },
    detail: several ? t('Several engines answer. Images and containers of one are not in another.') : '',
  };
}

/** `/version` of whoever listens there, without a word of the engine in use. */
const askVersion = (socketPath: string): Promise<unknown> =>
  new Promise((resolve, reject) => {
    const request = http.get({ socketPath, path: '/version', timeout: ANSWER_MS, agent: false }, (answer) => {
      let said = '';
      answer.setEncoding('utf8');
      answer.on('data', (chunk: string) => {
        if (said.length < ANSWER_BYTES) said += chunk;
      });
      answer.on('error', reject);
      answer.on('end', () => {
        try {
          resolve(JSON.parse(said));
        } catch {
          reject(new Error('its answer is no JSON'));
        }
      });
    });
    request.on('timeout', () => request.destroy(new Error(`no answer within ${String(ANSWER_MS)} ms`)));
    request.on('error', reject);
  });

/** Products by where their sockets lie. */
const OWNERS: readonly (readonly [RegExp, string])[] = [
  [/\/\.docker\/(run|desktop)\//, 'Docker Desktop'],
  [/\/\.orbstack\//, 'OrbStack'],
  [/\/\.colima\//, 'Colima'],
  [/\/\.rd\//, 'Rancher Desktop'],
  [/podman/, 'Podman'],
  [/slipway/i, 'Slipway'],
];

async function owner({ t, about }: DiagnosticsOptions): Promise<Verdict> {
  if (about.platform === 'win32') return skipped(t('There is no such file on Windows.'));
  const link = await fs.lstat(DEFAULT_SOCKET).catch((error: unknown) => codeOf(error));
  if (typeof link === 'string') return skipped(t('It is not there.'), [`${DEFAULT_SOCKET}: ${link}`]);
  const target = link.isSymbolicLink() ? await fs.readlink(DEFAULT_SOCKET) : DEFAULT_SOCKET;
  const byPlace = OWNERS.find(([pattern]) => pattern.test(target))?.[1] ?? null;
  const evidence = [`${DEFAULT_SOCKET}${target === DEFAULT_SOCKET ? '' : ` -> ${target}`}`];
  try {
    const said = record(await askVersion(DEFAULT_SOCKET));
    const parts = list(said.Components).map((each) => `${text(record(each).Name)} ${text(record(each).Version)}`);
    const platform = text(record(said.Platform).Name);
    return {
      state: 'ok',
      evidence: [...evidence, `answers as ${[byPlace, platform, ...parts].filter(Boolean).join(', ')}`],
    };
  } catch (error) {
    const who = byPlace === null ? '' : t('It belongs to {product}.', { product: byPlace });
    return {
      ...{ state: 'warn', evidence: [...evidence, wordsOf(error)] },
      detail: `${t('Nobody answers there: programs that know no context find no engine.')} ${who}`.trim(),
    };
  }
}

export const contextChecks = (options: DiagnosticsOptions): readonly Check[] => [
  { id: 'D12', title: options.t('Contexts of the docker CLI'), look: () => contexts(options) },
  { id: 'D13', title: options.t('Who has docker.sock'), look: () => owner(options) },
];
