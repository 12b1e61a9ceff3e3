# Completions for slipway; made by "slipway completion".
_slipway() {
  local current="${COMP_WORDS[COMP_CWORD]}" previous="${COMP_WORDS[COMP_CWORD-1]}" path='' words='' at word skip=0
  if [ "$previous" = '--data-dir' ]; then
    COMPREPLY=($(compgen -d -- "$current"))
    return
  fi
  for ((at = 1; at < COMP_CWORD; at++)); do
    word="${COMP_WORDS[at]}"
    if [ "$skip" = 1 ]; then skip=0; continue; fi
    case "$word" in
      --data-dir|--port|--engine) skip=1 ;;
      -*) ;;
      *) path="${path:+$path }$word" ;;
    esac
  done
  case "$path" in
    '') words='open status engine browser diagnostics settings quit completion man version help --data-dir --help --version' ;;
    'engine') words='start stop restart status --data-dir --help --version' ;;
    'settings') words='get set reset --data-dir --help --version' ;;
    'open') words='--data-dir --help --version' ;;
    'status') words='--json --data-dir --help --version' ;;
    'engine start') words='--data-dir --help --version' ;;
    'engine stop') words='--data-dir --help --version' ;;
    'engine restart') words='--data-dir --help --version' ;;
    'engine status') words='--json --data-dir --help --version' ;;
    'browser') words='--port --no-open --engine --data-dir --help --version' ;;
    'diagnostics') words='--json --data-dir --help --version' ;;
    'settings get') words='--data-dir --help --version' ;;
    'settings set') words='--data-dir --help --version' ;;
    'settings reset') words='--data-dir --help --version' ;;
    'quit') words='--data-dir --help --version' ;;
    'completion') words='bash zsh fish powershell --data-dir --help --version' ;;
    'man') words='--data-dir --help --version' ;;
    'version') words='--data-dir --help --version' ;;
    'help') words='open status engine browser diagnostics settings quit completion man version help --data-dir --help --version' ;;
  esac
  COMPREPLY=($(compgen -W "$words" -- "$current"))
}
complete -F _slipway slipway
