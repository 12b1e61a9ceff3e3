import type { AccessSettings } from '../../../../main/contract/engine-access';
import { MASK } from '../../../lib/secrets';

/** The settings as they stand in the form: lists a line each, passwords masked. */
export interface AccessDraft {
  readonly mirrors: string;
  readonly insecure: string;
  readonly httpProxy: string;
  readonly httpsProxy: string;
  readonly noProxy: string;
  /** PEM, one certificate each. */
  readonly authorities: readonly string[];
}

/** The user up to the first colon, the password up to the last `@` before the path. */
const PASSWORD = /^([a-z][a-z\d+.-]*:\/\/[^/?#:]*:)([^/?#]*)(@[^/?#@]*(?:[/?#].*)?)$/i;

const passwordOf = (proxy: string): string => PASSWORD.exec(proxy)?.[2] ?? '';

/** As it is shown: its password is not. */
export const shownProxy = (proxy: string): string =>
  passwordOf(proxy) === ''
    ? proxy
    : proxy.replace(PASSWORD, (_, before: string, __, after: string) => before + MASK + after);

/** A mask that still stands there means the password that is kept. */
const withPassword = (typed: string, kept: string): string =>
  passwordOf(typed) === MASK
    ? typed.replace(PASSWORD, (_, before: string, __, after: string) => before + passwordOf(kept) + after)
    : typed;

const lines = (text: string): string[] => text.split(/[\s,]+/).filter((line) => line !== '');

export const draftOf = (access: AccessSettings): AccessDraft => ({
  mirrors: access.mirrors.join('\n'),
  insecure: access.insecure.join('\n'),
  httpProxy: shownProxy(access.httpProxy),
  httpsProxy: shownProxy(access.httpsProxy),
  noProxy: access.noProxy.join('\n'),
  authorities: access.authorities,
});

/** @param kept What the form began with. */
export const accessOf = (draft: AccessDraft, kept: AccessSettings): AccessSettings => ({
  mirrors: lines(draft.mirrors),
  insecure: lines(draft.insecure),
  httpProxy: withPassword(draft.httpProxy.trim(), kept.httpProxy),
  httpsProxy: withPassword(draft.httpsProxy.trim(), kept.httpsProxy),
  noProxy: lines(draft.noProxy),
  authorities: [...draft.authorities],
});

export const hasPassword = ({ httpProxy, httpsProxy }: AccessSettings): boolean =>
  passwordOf(httpProxy) !== '' || passwordOf(httpsProxy) !== '';

const KEYS = ['mirrors', 'insecure', 'httpProxy', 'httpsProxy', 'noProxy', 'authorities'] as const;

export const isSame = (a: AccessSettings, b: AccessSettings): boolean =>
  KEYS.every((key) => JSON.stringify(a[key]) === JSON.stringify(b[key]));

const LOOPBACK = /^(?:[a-z][a-z\d+.-]*:\/\/)?(?:[^/?#]*@)?(?:localhost|127\.\d+\.\d+\.\d+|\[::1\])(?=[:/]|$)/i;

/** Whether something leads to a machine's own loopback, which in the VM is not this computer's. */
export const namesLoopback = ({ mirrors, insecure, httpProxy, httpsProxy }: AccessSettings): boolean =>
  [...mirrors, ...insecure, httpProxy, httpsProxy].some((one) => LOOPBACK.test(one));
