import { execFileSync } from 'node:child_process';
import { mkdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import type { TlsFiles } from '../target';

/** Certificates made by the openssl command in a folder. */
export interface Authority {
  readonly ca: string;
  /** A certificate and its key. `subject`: of the X.509 kind `IP:127.0.0.1`, `DNS:box`. `expired`: valid in 2020. */
  issue(name: string, subject: string, expired?: boolean): { readonly cert: string; readonly key: string };
  /** As a client would be set up that trusts this authority. */
  client(files?: Partial<TlsFiles>): TlsFiles;
}

const OPENSSL = 'openssl';
const YEAR_2020 = ['-startdate', '20200101000000Z', '-enddate', '20200201000000Z'];
const CURVE = ['-newkey', 'ec', '-pkeyopt', 'ec_paramgen_curve:P-256', '-nodes'];

export function createAuthority(dir: string): Authority {
  mkdirSync(dir, { recursive: true });
  const file = (name: string): string => path.join(dir, name);
  const openssl = (...args: string[]): void => void execFileSync(OPENSSL, args, { cwd: dir, stdio: 'pipe' });
  const ca = file('ca.pem');
  openssl('req', '-x509', ...CURVE, '-keyout', 'ca-key.pem', '-out', ca, '-subj', `/CN=${path.basename(dir)}`);
  writeFileSync(file('index.txt'), '');
  writeFileSync(file('index.txt.attr'), 'unique_subject = no\n');
  writeFileSync(file('serial'), '01\n');
  const settings = [
    ...['[ca]', 'default_ca=own', '[own]', 'database=index.txt', 'serial=serial', 'new_certs_dir=.'],
    ...['default_md=sha256', 'default_days=30', 'policy=any', 'copy_extensions=copy', '[any]', 'commonName=supplied'],
  ];
  writeFileSync(file('ca.cnf'), `${settings.join('\n')}\n`);

  return {
    ca,
    issue: (name, subject, expired = false) => {
      const [cert, key] = [file(`${name}.pem`), file(`${name}-key.pem`)];
      const extension = ['-addext', `subjectAltName=${subject}`];
      openssl('req', ...CURVE, '-keyout', key, '-out', `${name}.csr`, '-subj', `/CN=${name}`, ...extension);
      const ask = ['-batch', '-config', 'ca.cnf', '-cert', ca, '-keyfile', 'ca-key.pem', '-in', `${name}.csr`];
      openssl('ca', ...ask, '-out', cert, ...(expired ? YEAR_2020 : []));
      return { cert, key };
    },
    client: (files = {}) => ({ ca, cert: null, key: null, skipVerify: false, ...files }),
  };
}
