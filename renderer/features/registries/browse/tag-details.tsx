import { IconDownload, IconTrash } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import type { ImageDescription, ImagePlatform } from '../../../../main/contract/registries';
import { decimalBytes } from '../../../lib/bytes';
import { t } from '../../../lib/i18n';
import { dateTime, spanWords } from '../../../lib/time';
import { rpc } from '../../../rpc/client';
import { Button } from '../../../ui/button';
import { CopyButton } from '../../../ui/copy-button';
import { EngineText } from '../../../ui/engine-text';
import { ErrorNotice } from '../../../ui/error-notice';
import { Section } from '../../../ui/facts';
import { Skeleton } from '../../../ui/skeleton';
import classes from '../registries.module.css';
import { DeleteDialog } from './delete-dialog';

interface Props {
  readonly registry: string;
  readonly repository: string;
  readonly tag: string;
  readonly onPull: ((reference: string) => void) | undefined;
  readonly onDeleted: () => void;
}

/** What a tag means: its digest, and for each platform how large it is. */
export function TagDetails({ registry, repository, tag, onPull, onDeleted }: Props) {
  const [deleting, setDeleting] = useState(false);
  const reference = `${registry}/${repository}:${tag}`;
  const { data, error, refetch } = useQuery({
    queryKey: ['registries', 'image', registry, repository, tag],
    queryFn: ({ signal }) => rpc.call('registries.describe', { registry, repository, reference: tag }, { signal }),
  });
  return (
    <Section
      title={t('Tag {tag}', { tag })}
      actions={
        <span className={classes.digest}>
          <CopyButton text={reference} label={t('Copy reference')} />
          {onPull !== undefined && (
            <Button icon={<IconDownload size={15} />} onClick={() => onPull(reference)}>
              {t('Pull…')}
            </Button>
          )}
          {data !== undefined && (
            <Button variant="danger" icon={<IconTrash size={15} />} onClick={() => setDeleting(true)}>
              {t('Delete…')}
            </Button>
          )}
        </span>
      }
    >
      <div aria-busy={data === undefined && error === null}>
        {data === undefined && error === null && <Skeleton height="80px" />}
        {error !== null && <ErrorNotice error={error} onRetry={() => void refetch()} />}
        {data !== undefined && <Description image={data} />}
      </div>
      {deleting && data !== undefined && (
        <DeleteDialog
          {...{ registry, repository, tag, onDeleted }}
          digest={data.digest}
          onClose={() => setDeleting(false)}
        />
      )}
    </Section>
  );
}

function Description({ image: { digest, platforms, more, rateLimit } }: { readonly image: ImageDescription }) {
  return (
    <>
      <div className={classes.digest}>
        <EngineText value={digest} mono />
        <CopyButton text={digest} label={t('Copy digest')} />
      </div>
      <table className={classes.platforms} aria-label={t('Platforms')}>
        <thead>
          <tr>
            <th scope="col">{t('Platform')}</th>
            <th scope="col">{t('Size to pull')}</th>
            <th scope="col">{t('Layers')}</th>
            <th scope="col">{t('Created')}</th>
          </tr>
        </thead>
        <tbody>
          {platforms.map((platform) => (
            <tr key={platform.digest}>
              <td>
                <EngineText value={platformWords(platform)} title={platform.digest} />
              </td>
              <td>{platform.sizeBytes === null ? t('not said') : decimalBytes(platform.sizeBytes)}</td>
              <td>{platform.layers ?? t('not said')}</td>
              <td>{platform.created === null ? t('not said') : dateTime(platform.created)}</td>
            </tr>
          ))}
        </tbody>
      </table>
      {more > 0 && <p className={classes.dim}>{t('And {more} more platforms.', { more })}</p>}
      {rateLimit !== null && (
        <p className={classes.dim}>
          {t('{remaining} of {limit} pulls are left', { remaining: rateLimit.remaining, limit: rateLimit.limit })}
          {rateLimit.windowSeconds > 0 &&
            t(' in {windowSeconds}', { windowSeconds: spanWords(rateLimit.windowSeconds * 1000) })}
          .
        </p>
      )}
    </>
  );
}

function platformWords({ os, architecture, variant, osVersion }: ImagePlatform): string {
  const words = [os, architecture, variant].filter((each) => each !== '').join('/');
  return words === '' ? t('not said') : osVersion === '' ? words : `${words} (${osVersion})`;
}
