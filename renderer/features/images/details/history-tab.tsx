import { useQuery } from '@tanstack/react-query';
import type { HistoryStep } from '../../../../main/contract/images';
import { decimalBytes } from '../../../lib/bytes';
import { t } from '../../../lib/i18n';
import { maskText } from '../../../lib/secrets';
import { dateTime } from '../../../lib/time';
import { rpc } from '../../../rpc/client';
import { useConnectionId } from '../../../rpc/stores/engine-store';
import { EngineText } from '../../../ui/engine-text';
import parts from '../../../ui/list-parts.module.css';
import { LongEngineText } from '../../../ui/long-engine-text';
import classes from '../images.module.css';
import { Loading } from './loading';
import type { ImageTabProps } from './tab';

/** As the classic builder notes what is no command to run. */
const NOP = /^\/bin\/sh -c #\(nop\)\s+/;
const SHELL = /^(?:\|\d+ .*?)?\/bin\/sh -c /;

/** A step as its Dockerfile had it, as far as that is told. */
const instruction = (createdBy: string): string =>
  NOP.test(createdBy) ? createdBy.replace(NOP, '') : createdBy.replace(SHELL, 'RUN ');

/** How it was made, the newest step first, with what each added. */
export function HistoryTab({ imageId: id }: Pick<ImageTabProps, 'imageId'>) {
  const connection = useConnectionId();
  const { data, error } = useQuery({
    queryKey: ['images', 'history', connection, id],
    queryFn: ({ signal }) => rpc.call('images.history', { id }, { signal }),
    enabled: connection !== null,
    staleTime: Infinity,
    gcTime: 0,
  });
  if (data === undefined) return <Loading id={id} error={error} />;
  if (data.length === 0) return <p className={parts.body}>{t('It tells nothing of how it was made.')}</p>;
  return (
    <ol className={classes.steps} aria-label={t('History')} reversed>
      {data.map((step, index) => (
        <Step key={index} step={step} />
      ))}
    </ol>
  );
}

const Step = ({ step: { createdBy, comment, created, size, tags } }: { readonly step: HistoryStep }) => (
  <li className={classes.step}>
    <div className={classes.stepWords}>
      {createdBy === '' ? (
        <span className={classes.dim}>{t('No command is told')}</span>
      ) : (
        <LongEngineText value={maskText(instruction(createdBy))} mono />
      )}
      {comment !== '' && <EngineText value={comment} wrap />}
      <span className={classes.dim}>
        {created === null ? '' : dateTime(created)}
        {tags.length > 0 && <EngineText value={` ${tags.join(', ')}`} />}
      </span>
    </div>
    <span className={size === 0 ? classes.dim : undefined}>{decimalBytes(size)}</span>
  </li>
);
