import { createHash } from 'node:crypto';
import { type AccessSettings, NO_ACCESS_SETTINGS } from '../../../contract/engine-access';
import { machineError } from '../life/faults';
import type { GuestConfig } from '../life/config-disk';
import { readAuthorities } from './authorities';
import { accessProblems } from './check';
import { msg } from '../../../../texts/msg';
import { sayMsg } from '../../../../texts/say';

const ADVICE = msg('Change it in Settings, under Registries and proxies.');

/** Throws MachineError where the engine would not start with them. */
export function checkAccess(access: AccessSettings): void {
  const [first] = accessProblems(access);
  if (first === undefined) return;
  throw machineError('start-failed', `${first.message} ${sayMsg(ADVICE)}`);
}

/**
 * What the guest's engine is told. Proxies go by its environment: engines know them in daemon.json from 23.0 on only. Throws
 * MachineError.
 */
export function guestAccess(access: AccessSettings): Pick<GuestConfig, 'daemon' | 'proxy' | 'authorities'> {
  checkAccess(access);
  const { mirrors, insecure, httpProxy, httpsProxy, noProxy, authorities } = access;
  const daemon = {
    ...(mirrors.length > 0 && { 'registry-mirrors': mirrors }),
    ...(insecure.length > 0 && { 'insecure-registries': insecure }),
  };
  return {
    daemon: Object.keys(daemon).length === 0 ? null : daemon,
    proxy: {
      ...(httpProxy !== '' && { HTTP_PROXY: httpProxy }),
      ...(httpsProxy !== '' && { HTTPS_PROXY: httpsProxy }),
      ...(noProxy.length > 0 && { NO_PROXY: noProxy.join(',') }),
    },
    authorities: authorities.flatMap((text) => readAuthorities(text).authorities.map(({ pem }) => pem)).join(''),
  };
}

const inOrder = (access: AccessSettings): string => JSON.stringify(Object.entries(access).sort());

/** Tells two settings apart without saying what they are; '': nothing is set. */
export const accessMark = (access: AccessSettings): string =>
  inOrder(access) === inOrder(NO_ACCESS_SETTINGS)
    ? ''
    : createHash('sha256').update(inOrder(access)).digest('hex').slice(0, 32);
