import type { CredentialFaultData, RegistryFaultData, RegistryFaultKind } from '../../contract/registry-fault';

/** What a registry, or the way to it, said no with. */
export class RegistryFault extends Error {
  override readonly name = 'RegistryFault';
  constructor(readonly data: RegistryFaultData) {
    super(`${data.registry}: ${data.kind}${data.detail === '' ? '' : ` (${data.detail})`}`);
  }
}

const BARE = { status: null, retryAfterSeconds: null } as const;

export const fault = (
  kind: RegistryFaultKind,
  registry: string,
  more: Partial<RegistryFaultData> = {},
): RegistryFault => new RegistryFault({ ...BARE, detail: '', ...more, kind, registry });

/** Something is wrong with where credentials are kept. */
export class CredentialFault extends Error {
  override readonly name = 'CredentialFault';
  readonly data: CredentialFaultData;
  constructor(data: Pick<CredentialFaultData, 'kind'> & Partial<CredentialFaultData>) {
    super(`${data.file ?? data.helper ?? ''}: ${data.kind}`);
    this.data = { file: '', helper: '', detail: '', ...data };
  }
}
