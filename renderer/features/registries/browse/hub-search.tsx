import { IconSearch } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import type { SearchResult } from '../../../../main/contract/registries';
import { withoutControls } from '../../../lib/control-characters';
import { t } from '../../../lib/i18n';
import { rpc } from '../../../rpc/client';
import { Button } from '../../../ui/button';
import { EngineText } from '../../../ui/engine-text';
import { ErrorNotice } from '../../../ui/error-notice';
import { Section } from '../../../ui/facts';
import { SearchBox } from '../../../ui/search-box';
import { Skeleton } from '../../../ui/skeleton';
import classes from '../registries.module.css';

interface Props {
  readonly onOpen: (repository: string) => void;
}

/** Official images are told without the part that they all have. */
const repositoryOf = (name: string): string => (name.includes('/') ? name : `library/${name}`);

/** Asked only when it is told to: each search is a request to Docker Hub, by the engine. */
export function HubSearch({ onOpen }: Props) {
  const [draft, setDraft] = useState('');
  const [term, setTerm] = useState('');
  const { data, error, isFetching, refetch } = useQuery({
    queryKey: ['registries', 'search', term],
    queryFn: ({ signal }) => rpc.call('registries.search', { term }, { signal }),
    enabled: term !== '',
    staleTime: Infinity,
  });
  return (
    <Section title={t('Search Docker Hub')}>
      <form
        role="search"
        className={classes.row}
        onSubmit={(event) => {
          event.preventDefault();
          setTerm(draft.trim());
        }}
      >
        <SearchBox
          label={t('Search Docker Hub')}
          placeholder={t('nginx, team/app')}
          className={classes.grow}
          value={draft}
          onText={setDraft}
        />
        <Button type="submit" icon={<IconSearch size={15} />} disabled={draft.trim() === ''}>
          {t('Search')}
        </Button>
        <Button disabled={draft.trim() === ''} onClick={() => onOpen(repositoryOf(draft.trim()))}>
          {t('Show its tags')}
        </Button>
      </form>
      <div aria-busy={isFetching} className={classes.list}>
        {isFetching && <Skeleton height="60px" />}
        {error !== null && !isFetching && <ErrorNotice error={error} onRetry={() => void refetch()} />}
        {data?.length === 0 && <p className={classes.dim}>{t('Docker Hub has nothing of this name.')}</p>}
        {data !== undefined && data.length > 0 && <Found results={data} onOpen={onOpen} />}
      </div>
    </Section>
  );
}

const Found = ({ results, onOpen }: Props & { readonly results: readonly SearchResult[] }) => (
  <ul className={classes.names} aria-label={t('Found on Docker Hub')}>
    {results.map(({ name, description, stars, official }) => (
      <li key={name}>
        <div className={classes.found}>
          <button
            type="button"
            className={classes.link}
            aria-label={withoutControls(name)}
            onClick={() => onOpen(repositoryOf(name))}
          >
            <EngineText value={name} />
          </button>
          <EngineText value={description} />
        </div>
        <span className={classes.dim}>
          {official ? t('official, ') : ''}
          {t('{stars, plural, one {# star} other {# stars}}', { stars })}
        </span>
      </li>
    ))}
  </ul>
);
