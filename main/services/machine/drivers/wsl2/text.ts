/**
 * What wsl.exe said. It writes UTF-16 unless WSL_UTF8 is set, which the one that comes with Windows does not know: read as
 * UTF-8 its ASCII letters come with zeros between them.
 */
export const plain = (text: string): string =>
  text
    .replaceAll('\u0000', '')
    .replace(/^(\uFEFF|\uFFFD{1,2})/, '')
    .replaceAll('\r', '');

export interface Entry {
  readonly name: string;
  /** `Stopped`, `Running`, `Installing`, `Uninstalling`, `Converting`, `Exporting`; never translated. */
  readonly state: string;
  /** Of WSL. */
  readonly version: number;
}

const LINE = /^[* ]*(?<name>\S.*?)\s{2,}(?<state>\S+)\s+(?<version>[12])\s*$/;

/** Lines of `wsl --list --verbose`: `* Ubuntu    Running         2`. */
export const parseList = (text: string): readonly Entry[] =>
  plain(text)
    .split('\n')
    .map((line) => LINE.exec(line)?.groups)
    .filter((groups) => groups !== undefined)
    .map(({ name = '', state = '', version }) => ({ name, state, version: Number(version) }));

/** The first number of `wsl --version`, whose words are translated. Null: it says none. */
export const parseVersion = (text: string): string | null => /(\d+\.\d+\.\d+)/.exec(plain(text))?.[1] ?? null;
