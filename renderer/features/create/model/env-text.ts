import { t } from '../../../lib/i18n';

export interface EnvVariable {
  readonly name: string;
  readonly value: string;
}

export interface ReadEnv {
  readonly variables: readonly EnvVariable[];
  /** Lines that hold no variable, with why. */
  readonly problems: readonly { readonly line: number; readonly why: string }[];
}

const BOM = '\uFEFF';

/**
 * The text of a file as `docker run --env-file` reads it: a line is `NAME=value`, what begins with `#` is a comment, blanks before
 * the name do not count, and quotes are part of the value. A name alone takes its value from the caller's environment, which a
 * form has none of. Of several with one name the last counts.
 */
export function readEnvText(text: string): ReadEnv {
  const variables = new Map<string, EnvVariable>();
  const problems: { line: number; why: string }[] = [];
  const lines = (text.startsWith(BOM) ? text.slice(1) : text).split('\n');
  lines.forEach((raw, index) => {
    const line = raw.replace(/\r$/, '').replace(/^\s+/, '');
    if (line === '' || line.startsWith('#')) return;
    const cut = line.indexOf('=');
    const name = cut < 0 ? line : line.slice(0, cut);
    const why = nameProblem(name) ?? (cut < 0 ? t('{name} has no value: write {name}=value.', { name }) : null);
    if (why !== null) problems.push({ line: index + 1, why });
    else {
      variables.delete(name);
      variables.set(name, { name, value: line.slice(cut + 1) });
    }
  });
  return { variables: [...variables.values()], problems };
}

function nameProblem(name: string): string | null {
  if (name === '') return t('There is no name before the “=”.');
  if (/\s/.test(name)) return t('A name holds no blanks.');
  return name.includes('\0') ? t('A name holds no NUL character.') : null;
}

const SECRET = /pass(word|wd|phrase)?|secret|token|api_?key|private_?key|credential|auth|_pwd$|^pwd_|dsn$/i;

/** Whether a variable's name says that its value is nobody else's business. */
export const isSecretName = (name: string): boolean => SECRET.test(name);
