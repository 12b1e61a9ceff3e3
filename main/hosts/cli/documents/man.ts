import { type Command, COMMANDS, EXIT_WORDS, GLOBAL_OPTIONS, type Option } from '../table';
import { capital, optionText, synopsis } from './usage';

/** For roff: a backslash and a hyphen mean what they are, and no line begins with a request. */
const plain = (text: string): string =>
  text
    .replaceAll('\\', '\\e')
    .replaceAll('-', '\\-')
    .replace(/^([.'])/gm, '\\&$1');

const optionBlock = (option: Option): string =>
  `.TP\n.B ${plain(optionText(option))}\n${plain(capital(option.about))}.\n`;

const commandBlock = (command: Command): string =>
  `.SS slipway ${plain(synopsis(command))}\n${plain(capital(command.about))}.\n` +
  (command.details === '' ? '' : `.PP\n${plain(command.details)}\n`) +
  command.options.map(optionBlock).join('');

/** `slipway.1`, for the version it is made with. */
export const manPage = (version: string): string =>
  [
    `.TH SLIPWAY 1 "" "Slipway ${version}" "Slipway"\n`,
    `.SH NAME\nslipway \\- a desktop container manager, from a terminal\n`,
    `.SH SYNOPSIS\n.B slipway\n.I COMMAND\n[\\fIOPTION\\fR ...] [\\fIARGUMENT\\fR ...]\n`,
    `.SH DESCRIPTION\n${plain('Asks and tells the Slipway that runs on a data folder: the desktop app, or browser mode. It speaks through a socket in that folder, which only its user can open.')}\n`,
    `.SH COMMANDS\n${COMMANDS.map(commandBlock).join('')}`,
    `.SH OPTIONS\nOf all commands:\n${GLOBAL_OPTIONS.map(optionBlock).join('')}`,
    `.SH EXIT STATUS\n${EXIT_WORDS.map(([code, words]) => `.TP\n.B ${String(code)}\n${plain(capital(words))}.\n`).join('')}`,
    `.SH FILES\n.TP\n.I ~/.local/share/slipway\nThe data folder, on Linux unless XDG_DATA_HOME says otherwise. On macOS it is\n.I ~/Library/Application Support/Slipway\nand on Windows\n.IR %APPDATA%\\eSlipway .\n`,
    `.SH SEE ALSO\n.BR docker (1)\n`,
  ].join('');
