import fs from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { list, number, record, text } from '../../engine/loose';
import { maskCommand } from './command-words';
import { resultLines } from './result-lines';
import type { BundlesOptions } from '../types';

export interface Draft {
  readonly name: string;
  readonly about: string;
  readonly optional: boolean;
  /** Secrets are still in it. */
  readonly text: string;
}

const CRASH_REPORTS = 5;
const ID_DIGITS = 12;
const TOLD_VARIABLES = /^(DOCKER_|BUILDKIT|BUILDX|COMPOSE_|XDG_|(HTTPS?|NO|ALL)_PROXY$|LANG$|LC_|WSL_)/i;
/** Which project a container is of; other values of labels are the user's own. */
const PROJECT_LABELS = ['com.docker.compose.project', 'com.docker.compose.service'];

const json = (value: unknown): string => `${JSON.stringify(value, null, 2)}\n`;
const failed = (error: unknown): string => `${error instanceof Error ? error.message : String(error)}\n`;

function aboutText({ about }: BundlesOptions): string {
  const { version, host, platform, dataDir, env } = about;
  const variables = Object.entries(env).filter(([name]) => TOLD_VARIABLES.test(name));
  return json({
    slipway: { version, host, dataDir, uptimeSeconds: Math.round(process.uptime()) },
    node: process.versions.node,
    electron: 'electron' in process.versions ? process.versions.electron : null,
    system: { platform, release: os.release(), version: os.version(), arch: process.arch },
    computer: { cpus: os.cpus().length, memoryBytes: os.totalmem(), freeBytes: os.freemem() },
    process: { rssBytes: process.memoryUsage().rss, cpuSeconds: process.cpuUsage().user / 1e6 },
    variables: Object.fromEntries(variables),
  });
}

async function engineText({ engine }: BundlesOptions): Promise<string> {
  const { status, candidates, selected } = engine.state();
  const facts = status.state === 'connected' ? await engine.facts().catch(failed) : null;
  // A candidate's key is no secret, and is not called one.
  const named = candidates.map(({ key: id, ...rest }) => ({ id, ...rest }));
  const inUse = status.engine === null ? null : { id: status.engine.key, url: status.engine.url };
  return json({ status: { ...status, engine: inUse }, selected, facts, candidates: named });
}

function machineText({ machine }: BundlesOptions): string {
  const { engineKey: engine, ...state } = machine();
  return json({ engine, ...state });
}

async function containersText({ engine }: BundlesOptions, signal: AbortSignal): Promise<string> {
  const query = { all: true };
  const rows = list(await engine.client.json({ method: 'GET', path: '/containers/json', query, signal }));
  const told = rows.map(record).map((row) => ({
    id: text(row.Id).slice(0, ID_DIGITS),
    names: list(row.Names).map(text),
    image: text(row.Image),
    state: text(row.State),
    status: text(row.Status),
    created: number(row.Created),
    ports: list(row.Ports).map((each) => {
      const { IP, PrivatePort, PublicPort, Type } = record(each);
      return `${text(IP)}:${String(number(PublicPort) ?? '')}->${String(number(PrivatePort) ?? '')}/${text(Type)}`;
    }),
    mounts: list(row.Mounts).map((each) => `${text(record(each).Type)} ${text(record(each).Destination)}`),
    networks: Object.keys(record(record(row.NetworkSettings).Networks)),
    project: PROJECT_LABELS.map((label) => text(record(row.Labels)[label])).filter(Boolean),
    labelNames: Object.keys(record(row.Labels)),
  }));
  return json(told);
}

const commandsText = ({ commands }: BundlesOptions): string =>
  commands()
    .map(({ startedAt, outcome, durationMs, command, message }) => {
      const took = durationMs === null ? '' : ` ${String(durationMs)} ms`;
      const said = message === '' ? '' : `\n  ${message}`;
      return `${new Date(startedAt).toISOString()} ${outcome}${took} ${maskCommand(command)}${said}\n`;
    })
    .join('');

async function logDrafts({ t, log }: BundlesOptions): Promise<readonly Draft[]> {
  const names = await fs.readdir(log.folder).catch(() => []);
  const crashes = names.filter((name) => /^crash-[\w.:-]+\.txt$/.test(name)).sort();
  const read = (file: string): Promise<string> => fs.readFile(file, 'utf8').catch(() => '');
  const own = log.files.map((file) => ({ file, about: t("Slipway's own log") }));
  const reports = crashes
    .slice(-CRASH_REPORTS)
    .map((name) => ({ file: path.join(log.folder, name), about: t('Report of a crash') }));
  const drafts = await Promise.all(
    [...own, ...reports].map(async ({ file, about }) => ({
      ...{ name: `logs/${path.basename(file)}`, about, optional: false },
      text: await read(file),
    })),
  );
  return drafts.filter(({ text: content }) => content !== '');
}

/** All that a bug report may need. What fails says so in its place. */
export async function gather(options: BundlesOptions, signal: AbortSignal): Promise<readonly Draft[]> {
  const { t, settings, results } = options;
  const checks = await results(signal);
  const [engine, containers, logs] = await Promise.all([
    engineText(options),
    containersText(options, signal).catch(failed),
    logDrafts(options),
  ]);
  const { value, notices } = settings();
  const must = { optional: false } as const;
  return [
    { ...must, name: 'about.json', about: t('Versions, and this computer'), text: aboutText(options) },
    { ...must, name: 'checks.txt', about: t('Results of the checks'), text: `${resultLines(checks).join('\n')}\n` },
    { ...must, name: 'settings.json', about: t('Settings'), text: json({ value, notices }) },
    { ...must, name: 'engine.json', about: t('Engines, and what the one in use says of itself'), text: engine },
    { ...must, name: 'machine.json', about: t("State of Slipway's own machine"), text: machineText(options) },
    ...logs,
    {
      ...{ name: 'containers.json', optional: true, text: containers },
      about: t('Containers: names, images, states, ports; no variables, no commands, no values of labels'),
    },
    {
      ...{ name: 'commands.txt', optional: true, text: commandsText(options) },
      about: t('What was done, as docker commands; without values of variables, labels and build arguments'),
    },
  ];
}
