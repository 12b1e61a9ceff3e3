import type { StartFailure } from '../../../main/contract/stop-cause';
import { cutText, withoutControls } from '../../lib/control-characters';

const LIMIT = 200;
/** A name out of the engine's words, for a sentence. */
const named = (value: string): string => withoutControls(cutText(value, LIMIT));

/** After "Could not be started: ". */
export function failureTitle(failure: StartFailure): string {
  switch (failure.kind) {
    case 'port-in-use':
      return `port ${failure.port} is already in use`;
    case 'port-forbidden':
      return `port ${failure.port} may not be opened`;
    case 'mount-source-missing':
      return `${named(failure.path)} is not there to be mounted`;
    case 'mount-kinds-differ':
      return `${named(failure.path)} cannot be mounted there: one is a file, the other a folder`;
    case 'exec-format':
      return 'its program is not for this processor';
    case 'command-not-found':
      return `the command ${named(failure.command)} was not found`;
    case 'interpreter-not-found':
      return `${named(failure.command)} needs a program that is not there`;
    case 'command-not-permitted':
      return `${named(failure.command)} may not be run`;
    case 'work-dir':
      return `the working folder ${named(failure.path)} cannot be entered`;
    case 'no-such-user':
      return `there is no user or group ${named(failure.user)} in the image`;
    case 'no-such-network':
      return `the network ${named(failure.network)} does not exist any more`;
    case 'device-missing':
      return `the device ${named(failure.device)} is not there`;
    case 'no-gpu':
      return 'the engine has no GPU to give';
    case 'no-space':
      return 'the disk is full';
    case 'memory-too-small':
      return 'its memory limit is too small to begin with';
    case 'other':
      return 'the engine refused';
  }
}

/** What it means, and what to do. */
export function failureAdvice(failure: StartFailure): string {
  switch (failure.kind) {
    case 'port-in-use':
      return `Something else listens on port ${failure.port}${failure.hostIp === '' ? '' : ` of ${named(failure.hostIp)}`} of the engine's machine. Stop that, or publish another port: for that the container has to be created anew.`;
    case 'port-forbidden':
      return 'Ports below 1024 need rights that this engine does not have. Publish a higher one: for that the container has to be created anew.';
    case 'mount-source-missing':
      return "The folder or file was moved or deleted, or it is on another machine than the engine's. Create it there, or create the container anew with the right path.";
    case 'mount-kinds-differ':
      return 'A file can be mounted over a file only, and a folder over a folder. Where a source is missing, some engines create an empty folder in its place.';
    case 'exec-format':
      return 'The program was built for another processor, or is a script without a #! line. Pull or build the image for the platform of the engine.';
    case 'command-not-found':
      return 'The image has no such program in its PATH, or the name is misspelt. A shell in the image shows what is there.';
    case 'interpreter-not-found':
      return 'The file is there, but the program after its #!, or the loader it was linked with, is not. Line ends of Windows after #! have the same effect, as has a program for glibc in an image with musl.';
    case 'command-not-permitted':
      return 'It is not marked as executable (chmod +x before the image is built), is a folder, or the user of the container may not run it.';
    case 'work-dir':
      return 'It does not exist in the image, is no folder, or the user of the container may not enter it.';
    case 'no-such-user':
      return "Names are looked up in the image's own /etc/passwd and /etc/group. A number (--user 1000) needs no entry.";
    case 'no-such-network':
      return 'Connect the container to another network (docker network connect), or create the network again: a new one of the same name has another id, so the container has to be created anew.';
    case 'device-missing':
      return "Devices are those of the engine's machine.";
    case 'no-gpu':
      return "It needs the vendor's container toolkit on the engine's machine.";
    case 'no-space':
      return "The disk of the engine's machine is full. The Engine page shows what can be reclaimed.";
    case 'memory-too-small':
      return 'Setting a container up takes a few MiB by itself.';
    case 'other':
      return "The engine's own words are all that is known.";
  }
}
