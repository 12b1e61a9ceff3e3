import { isSecretName } from '../contract/secrets';
import { secretsIn } from '../services/diagnostics/bundle/command-words';
import type { Env } from '../services/engine/env';
import { record, text } from '../services/engine/loose';
import type { RecordCommand } from '../services/engine/noted';
import type { Auth } from '../services/registry/credentials/auth';
import type { Credentials } from '../services/registry/credentials/credentials';
import type { Settings } from '../services/settings/settings';
import type { Redactor } from '../services/shell/redact';

type Knows = Pick<Redactor, 'know'>;

const PASSWORD = /^[a-z][a-z\d+.-]*:\/\/[^\s/]*?:([^\s/]+)@/i;

/** Both as it stands in an address and as it is meant. */
function knowAddress(address: string, { know }: Knows): void {
  const password = PASSWORD.exec(address)?.[1];
  if (password === undefined) return;
  know(password);
  try {
    know(decodeURIComponent(password));
  } catch {
    // It means nothing else.
  }
}

/** What Slipway itself was started with. */
export function knowVariables(env: Env, redactor: Knows): void {
  for (const [name, value = ''] of Object.entries(env)) {
    if (isSecretName(name)) redactor.know(value);
    knowAddress(value, redactor);
  }
}

export function knowProxies(settings: Settings, redactor: Knows): void {
  const learn = (): void => {
    for (const value of Object.values(settings.machine().access))
      if (typeof value === 'string') knowAddress(value, redactor);
  };
  learn();
  settings.onChange(learn);
}

/** Variables, labels and build arguments of what the user did. */
export const knowingCommands =
  (note: RecordCommand, { know }: Knows): RecordCommand =>
  (command) => {
    for (const secret of secretsIn(command)) know(secret);
    return note(command);
  };

/** Of `X-Registry-Auth`: base64 of JSON. */
function secretsOfHeader(header: string): readonly string[] {
  try {
    const said = record(JSON.parse(Buffer.from(header, 'base64').toString('utf8')));
    return [header, text(said.password), text(said.identitytoken)];
  } catch {
    return [header];
  }
}

/** Every login that is typed or used. */
export function knowingLogins(credentials: Credentials, { know }: Knows): Credentials {
  const learn = (auth: Auth | null): void => {
    if (auth === null) return;
    for (const secret of [auth.password, auth.identityToken]) know(secret);
  };
  return {
    ...credentials,
    async find(registry) {
      const auth = await credentials.find(registry);
      learn(auth);
      return auth;
    },
    async all() {
      const all = await credentials.all();
      all.forEach(learn);
      return all;
    },
    async authFor(registry) {
      const header = await credentials.authFor(registry);
      if (header !== null) for (const secret of secretsOfHeader(header)) know(secret);
      return header;
    },
    store(registry, auth, means) {
      learn(auth);
      return credentials.store(registry, auth, means);
    },
  };
}
