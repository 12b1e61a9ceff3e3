import { type Loose, record, text } from '../../engine/loose';
import { hasProgram, type HelperOptions } from './helper';

const BY_PLATFORM: Readonly<Record<string, string>> = { darwin: 'osxkeychain', win32: 'wincred' };

/**
 * The helper for registries that have none of their own; '': none. As the CLI has it: while nobody is logged in, that of the
 * system, if it is installed.
 */
export async function defaultStore(settings: Loose, options: HelperOptions): Promise<string> {
  const configured = text(settings.credsStore);
  if (configured !== '') return configured;
  const hasAuth = [settings.auths, settings.credHelpers].some((entries) => Object.keys(record(entries)).length > 0);
  if (hasAuth) return '';
  const usual =
    options.platform === 'linux'
      ? (await hasProgram('pass', options))
        ? 'pass'
        : 'secretservice'
      : (BY_PLATFORM[options.platform] ?? '');
  return usual !== '' && (await hasProgram(`docker-credential-${usual}`, options)) ? usual : '';
}
