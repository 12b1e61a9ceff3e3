import { IconDownload, IconTrash } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import type { ImageDescription, ImagePlatform } from '../../../../main/contract/registries';
import { decimalBytes } from '../../../lib/bytes';
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
      title={`Tag ${tag}`}
      actions={
        <span className={classes.digest}>
          <CopyButton text={reference} label="Copy reference" />
          {onPull !== undefined && (
            <Button icon={<IconDownload size={15} />} onClick={() => onPull(reference)}>
              Pull…
            </Button>
          )}
          {data !== undefined && (
            <Button variant="danger" icon={<IconTrash size={15} />} onClick={() => setDeleting(true)}>
              Delete…
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
        <CopyButton text={digest} label="Copy digest" />
      </div>
      <table className={classes.platforms} aria-label="Platforms">
        <thead>
          <tr>
            <th scope="col">Platform</th>
            <th scope="col">Size to pull</th>
            <th scope="col">Layers</th>
            <th scope="col">Created</th>
          </tr>
        </thead>
        <tbody>
          {platforms.map((platform) => (
            <tr key={platform.digest}>
              <td>
                <EngineText value={platformWords(platform)} title={platform.digest} />
              </td>
              <td>{platform.sizeBytes === null ? 'not said' : decimalBytes(platform.sizeBytes)}</td>
              <td>{platform.layers ?? 'not said'}</td>
              <td>{platform.created === null ? 'not said' : dateTime(platform.created)}</td>
            </tr>
          ))}
        </tbody>
      </table>
      {more > 0 && <p className={classes.dim}>And {more} more platforms.</p>}
      {rateLimit !== null && (
        <p className={classes.dim}>
          {rateLimit.remaining} of {rateLimit.limit} pulls are left
          {rateLimit.windowSeconds > 0 && ` in ${spanWords(rateLimit.windowSeconds * 1000)}`}.
        </p>
      )}
    </>
  );
}

function platformWords({ os, architecture, variant, osVersion }: ImagePlatform): string {
  const words = [os, architecture, variant].filter((each) => each !== '').join('/');
  return words === '' ? 'not said' : osVersion === '' ? words : `${words} (${osVersion})`;
}
