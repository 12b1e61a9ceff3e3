import { useQuery } from '@tanstack/react-query';
import { useId, useState } from 'react';
import { withoutControls } from '../../lib/control-characters';
import { t, Trans } from '../../lib/i18n';
import { rpc } from '../../rpc/client';
import { useConnectionId, useEngine } from '../../rpc/stores/engine-store';
import { Button } from '../../ui/button';
import { EngineText } from '../../ui/engine-text';
import { ErrorNotice } from '../../ui/error-notice';
import { Notice } from '../../ui/notice';
import { Skeleton } from '../../ui/skeleton';
import classes from './terminal.module.css';
import { useOpening } from './use-opening';

interface Props {
  readonly kind: 'debug' | 'host';
  readonly onOpen: (image: string) => Promise<void>;
}

const OPEN = { debug: t('Open the debug shell'), host: t('Open a root shell') } as const;

/** Through a helper container from an image that the engine has: nothing is downloaded. */
export function HelperForm({ kind, onOpen }: Props) {
  const connection = useConnectionId();
  const [picked, setPicked] = useState<string | null>(null);
  const { busy, error, run } = useOpening();
  const id = useId();
  const images = useQuery({
    queryKey: ['terminal', 'images', connection],
    queryFn: ({ signal }) => rpc.call('terminal.helperImages', undefined, { signal }),
  });
  if (images.error !== null) return <ErrorNotice error={images.error} onRetry={() => void images.refetch()} />;
  if (images.data === undefined) return <Skeleton width="60%" />;
  const [first] = images.data;
  if (first === undefined) {
    return (
      <Notice
        tone="info"
        title={t('There is no image to take a shell from.')}
        actions={<Button onClick={() => void images.refetch()}>{t('Look again')}</Button>}
      >
        {t('Pull one that holds a shell first, “busybox” or “alpine” say.')}
      </Notice>
    );
  }
  const image = images.data.find(({ name }) => name === picked)?.name ?? first.name;
  return (
    <div className={classes.form}>
      {kind === 'debug' ? <AboutDebug /> : <AboutHost />}
      <label className={classes.field} htmlFor={`${id}image`}>
        {t('Image of the helper')}
        <select
          id={`${id}image`}
          className={classes.select}
          value={image}
          onChange={(event) => setPicked(event.currentTarget.value)}
        >
          {images.data.map(({ name, suggested }) => (
            <option key={name} value={name}>
              {withoutControls(name)}
              {suggested ? t(' (suggested)') : ''}
            </option>
          ))}
        </select>
      </label>
      {!first.suggested && (
        <p>
          {t('None of these is known to hold a shell')}
          {kind === 'host' && t(' and nsenter')}
          {t('; if it has none, it says so.')}
        </p>
      )}
      {error !== null && <ErrorNotice error={error} />}
      <div>
        <Button
          variant={kind === 'host' ? 'danger' : 'primary'}
          disabled={busy}
          onClick={() => run(() => onOpen(image))}
        >
          {OPEN[kind]}
        </Button>
      </div>
    </div>
  );
}

const AboutDebug = () => (
  <p>
    <Trans
      text="A helper container is started from the image you choose. It shares this container’s processes, network and volumes, and has the capability SYS_PTRACE; the container’s own files are below <code>/proc/1/root</code>. The helper is removed when the shell ends."
      tags={{ code: (inner) => <code>{inner}</code> }}
    />
  </p>
);

function AboutHost() {
  const name = useEngine(({ state }) => state?.status.engine?.name ?? '');
  return (
    <Notice tone="warn" title={t('A root shell on the machine the engine runs on.')}>
      {t('A privileged helper container enters all namespaces of that machine')}
      {name !== '' && (
        <>
          {' '}
          <Trans text="(engine “{name}”)" values={{ name: <EngineText value={name} wrap /> }} />
        </>
      )}
      {t(
        '. What you do there is not confined to any container and can break the machine. The helper is removed when the shell ends.',
      )}
    </Notice>
  );
}
