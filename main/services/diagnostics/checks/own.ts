import http from 'node:http';
import https from 'node:https';
import path from 'node:path';
import { exists } from '../../engine/files';
import { listListeners } from '../../process/listeners';
import { shellQuote } from '../../engine/shell-quote';
import type { Check, DiagnosticsOptions, Verdict } from '../types';
import { isAllowed, skipped, toCopy, toShow, wordsOf } from './ground';

const FEED_MS = 5_000;

async function settingsFile({ t, about, settings }: DiagnosticsOptions): Promise<Verdict> {
  const file = path.join(about.dataDir, 'settings.json');
  const { notices } = settings();
  const there = await exists(file);
  const writable = await isAllowed(there ? file : about.dataDir);
  const evidence = [
    `${file}: ${there ? 'there' : 'not there, all is as by default'}, ${writable ? 'writable' : 'not writable'}`,
    ...notices.map(({ kind, detail, keptAs }) => `${kind}: ${detail}${keptAs === null ? '' : `, kept as ${keptAs}`}`),
  ];
  if (!writable)
    return { state: 'fail', evidence, detail: t('Settings cannot be saved: changes last until Slipway ends.') };
  const told = notices.length > 0;
  return {
    ...{ state: told ? 'warn' : 'ok', evidence },
    detail: told ? t('Not all of the settings file could be used.') : '',
    repair: told ? toShow(t('Show the settings'), '/settings') : null,
  };
}

async function ownLog({ t, log }: DiagnosticsOptions): Promise<Verdict> {
  const problem = log.problem();
  const [file = ''] = log.files;
  if (problem === '' && (await isAllowed(file))) return { state: 'ok', evidence: [`${file}: writable`] };
  return {
    ...{ state: 'fail', evidence: [`${file}: ${problem || 'not writable'}`] },
    detail: t("Slipway's own log cannot be written: what goes wrong leaves no trace."),
    repair: toCopy(t('Let yourself write there'), `chmod -R u+rwX ${shellQuote(log.folder)}`),
  };
}

function woke({ t, wake }: DiagnosticsOptions): Verdict {
  const report = wake();
  if (report === null) return { state: 'ok', evidence: [t('Neither sleep nor a jump of the clock since the start.')] };
  const { at, kind, ms, state, findings } = report;
  const seconds = `${ms < 0 ? '-' : ''}${String(Math.round(Math.abs(ms) / 1000))} s`;
  return {
    state: state === 'failed' ? 'fail' : 'ok',
    evidence: [
      `${new Date(at).toISOString()}: ${kind}, ${seconds}`,
      ...findings.map((each) => `${each.what}: ${each.state}${each.words === '' ? '' : `, ${each.words}`}`),
    ],
    detail: state === 'failed' ? t('Not all came back after that.') : '',
  };
}

const isLoopback = (address: string): boolean => address === '::1' || address.startsWith('127.');

async function listeners({ t, about }: DiagnosticsOptions): Promise<Verdict> {
  const own = (await listListeners(about.platform)).filter(({ pid }) => pid === process.pid);
  const open = own.filter(({ address }) => !isLoopback(address));
  const evidence = own.map(({ protocol, address, port }) => `${protocol} ${address}:${String(port)}`);
  if (open.length === 0)
    return { state: 'ok', evidence: evidence.length === 0 ? [t('Slipway listens at no port.')] : evidence };
  return { state: 'fail', evidence, detail: t('Slipway can be reached from other computers. Please report this.') };
}

/** Its status line. */
const headOf = (url: string, signal: AbortSignal): Promise<number> =>
  new Promise((resolve, reject) => {
    const { request } = url.startsWith('http:') ? http : https;
    const asked = request(url, { method: 'HEAD', timeout: FEED_MS, signal }, (answer) => {
      answer.resume();
      resolve(answer.statusCode ?? 0);
    });
    asked.on('timeout', () => asked.destroy(new Error(`no answer within ${String(FEED_MS)} ms`)));
    asked.on('error', reject);
    asked.end();
  });

async function updates({ t, updatesFeed }: DiagnosticsOptions, signal: AbortSignal): Promise<Verdict> {
  const feed = updatesFeed();
  if (feed === null) return skipped(t('This build looks for no updates.'));
  try {
    const status = await headOf(feed, signal);
    return { state: status < 400 ? 'ok' : 'warn', evidence: [`HEAD ${feed}: ${String(status)}`] };
  } catch (error) {
    return { state: 'warn', evidence: [`HEAD ${feed}: ${wordsOf(error)}`], detail: t('Updates cannot be looked for.') };
  }
}

export const ownChecks = (options: DiagnosticsOptions): readonly Check[] => {
  const { t } = options;
  return [
    { id: 'D15', title: t('Settings file'), look: () => settingsFile(options) },
    { id: 'D17', title: t("Slipway's own log"), look: () => ownLog(options) },
    { id: 'D18', title: t('Sleep and the clock of this computer'), look: () => Promise.resolve(woke(options)) },
    { id: 'D20', title: t('Ports of Slipway itself'), look: () => listeners(options) },
    { id: 'D21', title: t('Updates'), look: (signal) => updates(options, signal) },
  ];
};
