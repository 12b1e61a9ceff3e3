import path from 'node:path';
import { configDir } from '../../engine/contexts';
import { record, text } from '../../engine/loose';
import { findPrograms } from '../../process/programs';
import { run } from '../../process/run';
import { openConfigFile } from '../../registry/credentials/config-file';
import { openHelper } from '../../registry/credentials/helper';
import { CredentialFault } from '../../registry/faults';
import type { Check, DiagnosticsOptions, Verdict } from '../types';
import { skipped, toShow, wordsOf } from './ground';

const HELPER_MS = 5_000;
const PROGRAM_MS = 5_000;
const CLI_MS = 25_000;

/** Never a helper's own words, which may hold the login that it was asked for. */
const faultWords = (error: unknown): string => (error instanceof CredentialFault ? error.data.kind : wordsOf(error));

async function helpers({ t, about }: DiagnosticsOptions): Promise<Verdict> {
  const { env, homeDir, platform } = about;
  const file = openConfigFile(path.join(configDir(env, homeDir), 'config.json'));
  const repair = toShow(t('Show the registries'), '/registries');
  let config: Awaited<ReturnType<typeof file.read>>;
  try {
    config = await file.read();
  } catch (error) {
    const detail = t("The docker CLI's config.json cannot be used: no login in it is known.");
    return { state: 'fail', evidence: [`${file.path}: ${faultWords(error)}`], detail, repair };
  }
  const logins = Object.keys(record(config.auths));
  const names = new Set([text(config.credsStore), ...Object.values(record(config.credHelpers)).map(text)]);
  names.delete('');
  const evidence = [`${file.path}: ok, ${String(logins.length)} auths, helpers: ${[...names].join(', ') || '-'}`];
  const asked = await Promise.all(
    [...names].map(async (name) => {
      try {
        const known = await openHelper(name, { env, platform, timeoutMs: HELPER_MS }).list();
        return { ok: true, line: `docker-credential-${name} list: ok, ${String(known.size)} logins` };
      } catch (error) {
        return { ok: false, line: `docker-credential-${name} list: ${faultWords(error)}` };
      }
    }),
  );
  const isFine = asked.every(({ ok }) => ok);
  return {
    state: isFine ? 'ok' : 'fail',
    evidence: [...evidence, ...asked.map(({ line }) => line)],
    detail: isFine ? '' : t('A helper that config.json names does not do its work: logins by it fail.'),
    repair: isFine ? null : repair,
  };
}

async function versionOf(program: string, options: DiagnosticsOptions, signal: AbortSignal): Promise<string> {
  try {
    const { code, stdout, stderr } = await run(program, ['--version'], {
      ...{ env: options.about.env, timeoutMs: PROGRAM_MS, signal },
    });
    return code === 0 ? stdout.trim() : `ended with ${String(code)}: ${stderr.trim()}`;
  } catch (error) {
    return wordsOf(error);
  }
}

async function cli(options: DiagnosticsOptions, signal: AbortSignal): Promise<Verdict> {
  const { t, about, composeCli } = options;
  const found = await findPrograms('docker', about.env, about.platform);
  const [versions, compose] = await Promise.all([
    Promise.all(found.map(async (program) => `${program}: ${await versionOf(program, options, signal)}`)),
    composeCli(),
  ]);
  const composeLine = `compose: ${compose.kind === 'none' ? '-' : `${compose.version} (${compose.program})`} ${compose.remark}`;
  const evidence = [...(versions.length === 0 ? ['docker: -'] : versions), composeLine.trim()];
  if (found.length === 0)
    return skipped(
      t('The docker CLI is not installed. Slipway does without it, but for builds with BuildKit.'),
      evidence,
    );
  if (compose.kind === 'none')
    return { state: 'warn', evidence, detail: t('There is no Compose: projects are shown, but cannot be started.') };
  const detail = found.length > 1 ? t('There are several docker CLIs on the PATH; the first is taken.') : '';
  return { state: found.length > 1 ? 'warn' : 'ok', evidence, detail };
}

export const programChecks = (options: DiagnosticsOptions): readonly Check[] => {
  const { t } = options;
  return [
    { id: 'D14', title: t('Credential helpers'), timeoutMs: 3 * HELPER_MS, look: () => helpers(options) },
    {
      ...{ id: 'D16', title: t('The docker CLI and Compose'), timeoutMs: CLI_MS },
      look: (signal) => cli(options, signal),
    },
  ];
};
