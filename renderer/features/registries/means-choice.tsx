import { Radio } from '@mantine/core';
import { useDebouncedValue } from '@mantine/hooks';
import { useQuery } from '@tanstack/react-query';
import type { LoginMeans } from '../../../main/contract/registries';
import { t, Trans } from '../../lib/i18n';
import { rpc } from '../../rpc/client';
import { EngineText } from '../../ui/engine-text';
import { ErrorNotice } from '../../ui/error-notice';
import classes from './registries.module.css';

const SETTLE_MS = 200;

/** Where docker would keep a login to this registry, and what else there is. */
export function useStorage(registry: string) {
  const [settled] = useDebouncedValue(registry, SETTLE_MS);
  return useQuery({
    queryKey: ['registries', 'storage', settled],
    queryFn: ({ signal }) => rpc.call('registries.storage', { registry: settled }, { signal }),
    placeholderData: (previous) => previous,
    gcTime: 0,
  });
}

interface Props {
  readonly storage: ReturnType<typeof useStorage>;
  /** null: none yet. Nothing is kept in clear that nobody chose to. */
  readonly chosen: LoginMeans | null;
  readonly onChoose: (means: LoginMeans) => void;
}

const valueOf = (means: LoginMeans | null): string =>
  means === null ? '' : means.kind === 'helper' ? t('helper {name}', { name: means.name }) : means.kind;

/** Where the login is kept: said where docker is set up for it, else asked. */
export function MeansChoice({ storage: { data, error }, chosen, onChoose }: Props) {
  if (data === undefined) return error !== null && <ErrorNotice error={error} />;
  if (data.configured !== null)
    return (
      <p>
        <Trans
          text="Docker keeps it with {engineText}."
          values={{ engineText: <EngineText value={`docker-credential-${data.configured}`} mono /> }}
        />
      </p>
    );
  return (
    <Radio.Group
      label={t('Where to keep it')}
      description={t('Docker is not set up with a helper that keeps secrets.')}
      value={valueOf(chosen)}
      onChange={(value) => onChoose(meansOf(value))}
    >
      <div className={classes.choices}>
        <Radio
          value="memory"
          label={t('Only until Slipway ends')}
          description={t('The docker command does not see it.')}
        />
        {data.safe && (
          <Radio
            value="safe"
            label={t('Keep on this computer (encrypted)')}
            description={t(
              'With a key from this computer’s keychain. Slipway alone sees it: the docker command does not.',
            )}
          />
        )}
        {data.helpers.map((name) => (
          <Radio
            key={name}
            value={`helper ${name}`}
            label={<EngineText value={t('With docker-credential-{name}', { name })} />}
            description={t('Docker is set to use it for this registry.')}
          />
        ))}
        <Radio
          value="config"
          label={t('In clear, as docker login does')}
          description={
            <EngineText value={t('Whoever can read {file} can read the password.', { file: data.configFile })} wrap />
          }
        />
      </div>
    </Radio.Group>
  );
}

function meansOf(value: string): LoginMeans {
  if (value.startsWith('helper ')) return { kind: 'helper', name: value.slice('helper '.length) };
  return { kind: value === 'config' || value === 'safe' ? value : 'memory' };
}
