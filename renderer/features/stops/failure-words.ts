import type { StartFailure } from '../../../main/contract/stop-cause';
import { cutText, withoutControls } from '../../lib/control-characters';
import { t } from '../../lib/i18n';

const LIMIT = 200;
/** A name out of the engine's words, for a sentence. */
const named = (value: string): string => withoutControls(cutText(value, LIMIT));

/** After "Could not be started: ". */
export function failureTitle(failure: StartFailure): string {
  switch (failure.kind) {
    case 'port-in-use':
      return t('port {port} is already in use', { port: failure.port });
    case 'port-forbidden':
      return t('port {port} may not be opened', { port: failure.port });
    case 'mount-source-missing':
      return t('{path} is not there to be mounted', { path: named(failure.path) });
    case 'mount-kinds-differ':
      return t('{path} cannot be mounted there: one is a file, the other a folder', { path: named(failure.path) });
    case 'exec-format':
      return t('its program is not for this processor');
    case 'command-not-found':
      return t('the command {command} was not found', { command: named(failure.command) });
    case 'interpreter-not-found':
      return t('{command} needs a program that is not there', { command: named(failure.command) });
    case 'command-not-permitted':
      return t('{command} may not be run', { command: named(failure.command) });
    case 'work-dir':
      return t('the working folder {path} cannot be entered', { path: named(failure.path) });
    case 'no-such-user':
      return t('there is no user or group {user} in the image', { user: named(failure.user) });
    case 'no-such-network':
      return t('the network {network} does not exist any more', { network: named(failure.network) });
    case 'device-missing':
      return t('the device {device} is not there', { device: named(failure.device) });
    case 'no-gpu':
      return t('the engine has no GPU to give');
    case 'no-space':
      return t('the disk is full');
    case 'memory-too-small':
      return t('its memory limit is too small to begin with');
    case 'other':
      return t('the engine refused');
  }
}

const ADVICE: Readonly<Record<Exclude<StartFailure['kind'], 'port-in-use'>, string>> = {
  'port-forbidden': t(
    'Ports below 1024 need rights that this engine does not have. Publish a higher one: for that the container has to be created anew.',
  ),
  'mount-source-missing': t(
    "The folder or file was moved or deleted, or it is on another machine than the engine's. Create it there, or create the container anew with the right path.",
  ),
  'mount-kinds-differ': t(
    'A file can be mounted over a file only, and a folder over a folder. Where a source is missing, some engines create an empty folder in its place.',
  ),
  'exec-format': t(
    'The program was built for another processor, or is a script without a #! line. Pull or build the image for the platform of the engine.',
  ),
  'command-not-found': t(
    'The image has no such program in its PATH, or the name is misspelt. A shell in the image shows what is there.',
  ),
  'interpreter-not-found': t(
    'The file is there, but the program after its #!, or the loader it was linked with, is not. Line ends of Windows after #! have the same effect, as has a program for glibc in an image with musl.',
  ),
  'command-not-permitted': t(
    'It is not marked as executable (chmod +x before the image is built), is a folder, or the user of the container may not run it.',
  ),
  'work-dir': t('It does not exist in the image, is no folder, or the user of the container may not enter it.'),
  'no-such-user': t(
    "Names are looked up in the image's own /etc/passwd and /etc/group. A number (--user 1000) needs no entry.",
  ),
  'no-such-network': t(
    'Connect the container to another network (docker network connect), or create the network again: a new one of the same name has another id, so the container has to be created anew.',
  ),
  'device-missing': t("Devices are those of the engine's machine."),
  'no-gpu': t("It needs the vendor's container toolkit on the engine's machine."),
  'no-space': t("The disk of the engine's machine is full. The Engine page shows what can be reclaimed."),
  'memory-too-small': t('Setting a container up takes a few MiB by itself.'),
  other: t("The engine's own words are all that is known."),
};

/** What it means, and what to do. */
export function failureAdvice(failure: StartFailure): string {
  if (failure.kind !== 'port-in-use') return ADVICE[failure.kind];
  return failure.hostIp === ''
    ? t(
        "Something else listens on port {port} of the engine's machine. Stop that, or publish another port: for that the container has to be created anew.",
        { port: failure.port },
      )
    : t(
        "Something else listens on port {port} of {hostIp} of the engine's machine. Stop that, or publish another port: for that the container has to be created anew.",
        { port: failure.port, hostIp: named(failure.hostIp) },
      );
}
