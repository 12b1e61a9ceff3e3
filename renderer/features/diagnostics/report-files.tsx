import { Checkbox } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import type { Bundle, BundleFile } from '../../../main/contract/diagnostics';
import { binaryBytes } from '../../lib/bytes';
import { t } from '../../lib/i18n';
import { rpc } from '../../rpc/client';
import { ErrorNotice } from '../../ui/error-notice';
import { cutText, hasControls } from '../../lib/control-characters';
import { Button } from '../../ui/button';
import { MarkedText } from '../../ui/engine-text';
import { Skeleton } from '../../ui/skeleton';
import classes from './diagnostics.module.css';

interface Props {
  readonly bundle: Bundle;
  readonly without: ReadonlySet<string>;
  readonly setWithout: (without: ReadonlySet<string>) => void;
}

/** Its files, each with what it is, and the one that is looked at. */
export function ReportFiles({ bundle, without, setWithout }: Props) {
  const [open, setOpen] = useState(bundle.files[0]?.name ?? '');
  const toggle = (name: string): void => {
    const next = new Set(without);
    if (!next.delete(name)) next.add(name);
    setWithout(next);
  };
  return (
    <div className={classes.report}>
      <ul className={classes.files} aria-label={t('Files of the report')}>
        {bundle.files.map((file) => (
          <li key={file.name} data-open={file.name === open || undefined}>
            <Checkbox
              aria-label={t('Take {name} in', { name: file.name })}
              checked={!without.has(file.name)}
              onChange={() => toggle(file.name)}
            />
            <FileButton file={file} open={file.name === open} onOpen={() => setOpen(file.name)} />
          </li>
        ))}
      </ul>
      <Preview id={bundle.id} name={open} />
    </div>
  );
}

interface FileProps {
  readonly file: BundleFile;
  readonly open: boolean;
  readonly onOpen: () => void;
}

const FileButton = ({ file: { name, about, bytes, masked }, open, onOpen }: FileProps) => (
  <button type="button" className={classes.file} aria-pressed={open} onClick={onOpen}>
    <span className={classes.fileName}>{name}</span>
    <span className={classes.dim}>{about}</span>
    <span className={classes.dim}>
      {binaryBytes(bytes)}
      {masked > 0 && ` · ${t('{masked, plural, one {# place masked} other {# places masked}}', { masked })}`}
    </span>
  </button>
);

/** UTF-16 units shown at first. */
const FIRST = 100_000;

/** Its lines are our own; what stands in them may be anybody's. */
function FileText({ value }: { readonly value: string }) {
  const [all, setAll] = useState(false);
  const shown = all ? value : cutText(value, FIRST);
  return (
    <>
      <pre className={classes.text} dir="ltr">
        {hasControls(shown.replaceAll('\n', ''))
          ? shown.split('\n').map((line, at) => (
              <bdi key={at}>
                <MarkedText value={line} keepLines={false} />
                {'\n'}
              </bdi>
            ))
          : shown}
      </pre>
      {value.length > FIRST && (
        <Button variant="subtle" aria-expanded={all} onClick={() => setAll(!all)}>
          {all ? t('Show less') : t('Show all')}
        </Button>
      )}
    </>
  );
}

function Preview({ id, name }: { readonly id: string; readonly name: string }) {
  const { data, error, isPending } = useQuery({
    queryKey: ['diagnostics', 'bundle', id, name],
    queryFn: () => rpc.call('diagnostics.bundleText', { id, name }),
    staleTime: Infinity,
    gcTime: 0,
  });
  return (
    <section
      className={classes.preview}
      aria-label={t('Contents of {name}', { name })}
      tabIndex={0}
      aria-busy={isPending}
    >
      {isPending && <Skeleton height="6em" />}
      {error !== null && <ErrorNotice error={error} />}
      {data !== undefined && <FileText value={data.text ?? t('This report is gone. Gather it again.')} />}
    </section>
  );
}
