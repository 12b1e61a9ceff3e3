import { msg } from '../../../texts/msg';
import { say, sayMsg } from '../../../texts/say';

const BY_CODE: Readonly<Record<string, string>> = {
  DEPTH_ZERO_SELF_SIGNED_CERT: msg('its certificate is self-signed and not one this context trusts'),
  SELF_SIGNED_CERT_IN_CHAIN: msg('its certificate comes from an authority this context does not trust'),
  UNABLE_TO_VERIFY_LEAF_SIGNATURE: msg('its certificate comes from an authority this context does not trust'),
  UNABLE_TO_GET_ISSUER_CERT: msg('its certificate comes from an authority this context does not trust'),
  UNABLE_TO_GET_ISSUER_CERT_LOCALLY: msg('its certificate comes from an authority this context does not trust'),
  CERT_SIGNATURE_FAILURE: msg('its certificate is not signed by the authority this context trusts'),
  CERT_UNTRUSTED: msg('its certificate is not trusted'),
  CERT_HAS_EXPIRED: msg('its certificate has expired'),
  CERT_NOT_YET_VALID: msg('its certificate is not valid yet; is the clock of one of the machines wrong'),
  CERT_REVOKED: msg('its certificate has been revoked'),
  ERR_TLS_CERT_ALTNAME_INVALID: msg('its certificate is for another host name'),
};

/** What the other side says in a TLS alert, or OpenSSL about our own files. First match counts. */
const BY_WORDS: readonly (readonly [RegExp, string])[] = [
  [/wrong version number|packet length too long|http request|record layer failure/i, msg('it does not speak TLS')],
  [/certificate.required|handshake failure/i, msg('it asks for a client certificate')],
  [/alert.certificate.expired/i, msg('it says our client certificate has expired')],
  [
    /alert.unknown.ca|alert.bad.certificate|alert.certificate.unknown|alert.access.denied/i,
    msg('it does not accept our client certificate'),
  ],
  [/key values mismatch/i, msg('the client certificate and its key do not belong together')],
  [/no start line|bad base64|PEM|asn1|DECODER|unsupported/i, msg('the certificate files are broken')],
  [/protocol version|unsupported protocol|no shared cipher/i, msg('it speaks no version of TLS that we do')],
  [/before secure TLS connection was established/i, msg('it ended the TLS handshake')],
];

/** Half a sentence about what is wrong with TLS; null when the error is not about TLS. */
export function tlsFailure(code: string, message: string): string | null {
  const known = BY_CODE[code];
  if (known !== undefined) return sayMsg(known);
  const about = code === 'EPROTO' || code.startsWith('ERR_SSL_') || code.startsWith('ERR_OSSL_');
  if (!about && !/secure TLS connection|wrong version number/.test(message)) return null;
  const text = `${code.replaceAll('_', ' ')} ${message}`;
  return sayMsg(BY_WORDS.find(([words]) => words.test(text))?.[1] ?? '') || say('TLS failed ({code})', { code });
}
