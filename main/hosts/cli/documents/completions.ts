import type { SHELLS } from '../table';
import { FOLDER_OPTION, type Step, steps, valuedOptions } from './words';

export type Shell = (typeof SHELLS)[number];

const HEAD = '# Completions for slipway; made by "slipway completion".';
const single = (text: string): string => text.replaceAll("'", "'\\''");

/** The words typed so far, options and their values left out, joined: bash and zsh find their step by it. */
function bash(): string {
  const row = ({ after, next, options }: Step): string =>
    `    '${after}') words='${[...next.map(({ word }) => word), ...options.map(({ name }) => name)].join(' ')}' ;;`;
  return `${HEAD}
_slipway() {
  local current="\${COMP_WORDS[COMP_CWORD]}" previous="\${COMP_WORDS[COMP_CWORD-1]}" path='' words='' at word skip=0
  if [ "$previous" = '${FOLDER_OPTION}' ]; then
    COMPREPLY=($(compgen -d -- "$current"))
    return
  fi
  for ((at = 1; at < COMP_CWORD; at++)); do
    word="\${COMP_WORDS[at]}"
    if [ "$skip" = 1 ]; then skip=0; continue; fi
    case "$word" in
      ${valuedOptions().join('|')}) skip=1 ;;
      -*) ;;
      *) path="\${path:+$path }$word" ;;
    esac
  done
  case "$path" in
${steps().map(row).join('\n')}
  esac
  COMPREPLY=($(compgen -W "$words" -- "$current"))
}
complete -F _slipway slipway
`;
}

function zsh(): string {
  const entry = (word: string, about: string): string =>
    `'${single(word.replaceAll(':', '\\:'))}${about === '' ? '' : `:${single(about)}`}'`;
  const row = ({ after, next, options }: Step): string =>
    `    '${after}') found=(${[
      ...next.map(({ word, about }) => entry(word, about)),
      ...options.map(({ name, about }) => entry(name, about)),
    ].join(' ')}) ;;`;
  return `#compdef slipway
${HEAD}
_slipway() {
  local -a found
  local word place='' at skip=0
  if [[ "$words[CURRENT-1]" == '${FOLDER_OPTION}' ]]; then
    _files -/
    return
  fi
  for ((at = 2; at < CURRENT; at++)); do
    word="$words[at]"
    if ((skip)); then skip=0; continue; fi
    case "$word" in
      ${valuedOptions().join('|')}) skip=1 ;;
      -*) ;;
      *) place="\${place:+$place }$word" ;;
    esac
  done
  case "$place" in
${steps().map(row).join('\n')}
  esac
  _describe slipway found
}
compdef _slipway slipway
`;
}

function fish(): string {
  const lines = steps().flatMap(({ after, next, options }) => {
    const when = `-n '__slipway_after ${after === '' ? '""' : `"${after}"`}'`;
    return [
      ...next.map(
        ({ word, about }) =>
          `complete -c slipway ${when} -f -a ${word}${about === '' ? '' : ` -d '${fishQuoted(about)}'`}`,
      ),
      ...options.map(
        ({ name, value, about }) =>
          `complete -c slipway ${when} -l ${name.slice(2)}${value === null ? '' : ' -r'}${name === FOLDER_OPTION ? " -a '(__fish_complete_directories)'" : ''} -f -d '${fishQuoted(about)}'`,
      ),
    ];
  });
  return `${HEAD}
function __slipway_after
    set -l path
    set -l skip 0
    for word in (commandline -opc)[2..]
        if test $skip = 1
            set skip 0
        else if contains -- $word ${valuedOptions().join(' ')}
            set skip 1
        else if not string match -q -- '-*' $word
            set -a path $word
        end
    end
    test "$path" = "$argv[1]"
end
${lines.join('\n')}
`;
}

const fishQuoted = (text: string): string => text.replaceAll('\\', '\\\\').replaceAll("'", "\\'");

function powershell(): string {
  const quoted = (text: string): string => `'${text.replaceAll("'", "''")}'`;
  const row = ({ after, next, options }: Step): string =>
    `    ${quoted(after)} = @(${[...next.map(({ word }) => word), ...options.map(({ name }) => name)].map(quoted).join(', ')})`;
  return `${HEAD}
Register-ArgumentCompleter -Native -CommandName slipway -ScriptBlock {
  param($wordToComplete, $commandAst, $cursorPosition)
  $steps = @{
${steps().map(row).join('\n')}
  }
  $valued = @(${valuedOptions().map(quoted).join(', ')})
  $path = @()
  $skip = $false
  foreach ($element in @($commandAst.CommandElements | Select-Object -Skip 1)) {
    $word = $element.ToString()
    if ($element.Extent.EndOffset -ge $cursorPosition -and $word -eq $wordToComplete) { break }
    if ($skip) { $skip = $false }
    elseif ($valued -contains $word) { $skip = $true }
    elseif (-not $word.StartsWith('-')) { $path += $word }
  }
  $steps[($path -join ' ')] | Where-Object { $_ -like "$wordToComplete*" } | ForEach-Object {
    [System.Management.Automation.CompletionResult]::new($_, $_, 'ParameterValue', $_)
  }
}
`;
}

const MAKERS: Readonly<Record<Shell, () => string>> = { bash, zsh, fish, powershell };

/** A shell's script that completes the command's words. */
export const completionScript = (shell: Shell): string => MAKERS[shell]();
