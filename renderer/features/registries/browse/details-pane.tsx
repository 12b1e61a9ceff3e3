import { useState } from 'react';
import type { RegistryRow } from '../../../../main/contract/registries';
import { t } from '../../../lib/i18n';
import { Button } from '../../../ui/button';
import { DetailsBody, DetailsPane as Pane } from '../../../ui/details-pane';
import { EngineText } from '../../../ui/engine-text';
import { Fact, Facts } from '../../../ui/facts';
import { LoginDialog } from '../login-dialog';
import { ForgetButton } from './forget-button';
import { LogoutDialog } from './logout-dialog';
import { DOCKER_HUB, loginWords, meansWords, titleOf } from '../words';
import { HubSearch } from './hub-search';
import { Repositories } from './repositories';
import { Repository } from './repository';

interface Props {
  readonly row: RegistryRow;
  /** Takes a full reference; left out: nothing offers it. */
  readonly onPull: ((reference: string) => void) | undefined;
  readonly onClose: () => void;
}

/** One registry beside the list, or over it where there is no room: its login, and what is in it. */
export function DetailsPane({ row, onPull, onClose }: Props) {
  const { registry } = row;
  const [repository, setRepository] = useState<string | null>(null);
  const [asked, setAsked] = useState<'login' | 'logout' | null>(null);
  return (
    <Pane
      of={registry}
      label={t('Registry {registry}', { registry: titleOf(registry) })}
      title={titleOf(registry)}
      actions={
        <>
          {row.from.includes('added') && row.state !== 'in' && <ForgetButton registry={registry} onDone={onClose} />}
          {row.state !== 'out' && <Button onClick={() => setAsked('logout')}>{t('Log out…')}</Button>}
          <Button onClick={() => setAsked('login')}>{row.state === 'in' ? t('Log in anew…') : t('Log in…')}</Button>
        </>
      }
      onClose={onClose}
      {...(repository !== null && { onEscape: () => setRepository(null) })}
    >
      <DetailsBody>
        {repository === null ? (
          <>
            <Login row={row} />
            {registry === DOCKER_HUB ? (
              <HubSearch onOpen={setRepository} />
            ) : (
              <Repositories registry={registry} onOpen={setRepository} />
            )}
          </>
        ) : (
          <Repository {...{ registry, repository, onPull }} onBack={() => setRepository(null)} />
        )}
      </DetailsBody>
      {asked === 'login' && <LoginDialog registry={registry} onClose={() => setAsked(null)} />}
      {asked === 'logout' && <LogoutDialog row={row} onClose={() => setAsked(null)} />}
    </Pane>
  );
}

function Login({ row }: { readonly row: RegistryRow }) {
  const kept = meansWords(row);
  return (
    <Facts>
      <Fact name={t('Logged in')}>
        <EngineText value={loginWords(row)} />
      </Fact>
      {kept !== '' && (
        <Fact name={t('Kept')}>
          <EngineText value={kept} wrap />
        </Fact>
      )}
      {row.insecure !== null && (
        <Fact name={t('Engine asks by')}>
          {row.insecure ? t('HTTP, or TLS whose certificate is not checked (insecure)') : 'TLS'}
        </Fact>
      )}
      {row.mirrors.length > 0 && (
        <Fact name={t('Mirrors')}>
          <EngineText value={row.mirrors.join(', ')} wrap />
        </Fact>
      )}
    </Facts>
  );
}
