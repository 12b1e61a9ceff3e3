import { IconChevronDown, IconChevronRight, IconRotateClockwise, IconX } from '@tabler/icons-react';
import { useId, useState } from 'react';
import type { PullFault } from '../../../../main/contract/pull-fault';
import type { ImageTransfer } from '../../../../main/contract/pulls';
import { errorLine } from '../../../lib/errors';
import { t } from '../../../lib/i18n';
import { useNow } from '../../../lib/use-now';
import { rpc } from '../../../rpc/client';
import { CopyButton } from '../../../ui/copy-button';
import { EngineText } from '../../../ui/engine-text';
import { IconButton } from '../../../ui/icon-button';
import { showToast } from '../../../ui/toast-store';
import { faultWords } from '../fault-words';
import classes from '../pulls.module.css';
import { stateWords, titleOf } from '../words';
import { LayerList } from './layer-list';

const failed = (error: unknown): void => showToast('bad', errorLine(error));
const end = ({ id, state }: ImageTransfer): void =>
  void rpc.call(state === 'running' ? 'pulls.cancel' : 'pulls.dismiss', { id }).catch(failed);
const retry = ({ id }: ImageTransfer): void => void rpc.call('pulls.retry', { id }).catch(failed);

interface Props {
  readonly transfer: ImageTransfer;
  /** Called before it goes, while it has the focus. */
  readonly onLeave: () => void;
}

/** One pull or push; its layers on demand. */
export function TransferItem({ transfer, onLeave }: Props) {
  const [opened, setOpened] = useState(false);
  const layersId = useId();
  const { kind, reference, platform, state, layers, bytes, total, unmeasured, digest, note, failure } = transfer;
  const label = titleOf(transfer);
  const over = state !== 'running';
  return (
    <div className={classes.item} data-state={state} role="group" aria-label={label}>
      <IconButton
        label={t('Layers of {label}', { label })}
        icon={opened ? <IconChevronDown size={14} /> : <IconChevronRight size={14} />}
        aria-expanded={opened}
        aria-controls={opened ? layersId : undefined}
        disabled={layers.length === 0}
        onClick={() => setOpened(!opened)}
      />
      <div className={classes.facts}>
        <div className={classes.line}>
          <span className={classes.kind}>{kind === 'pull' ? t('Pull') : t('Push')}</span>
          <EngineText value={platform === '' ? reference : `${reference} (${platform})`} mono />
          {!over && (
            <progress
              className={classes.progress}
              aria-label={t('{label}, progress', { label })}
              {...(total > 0 && unmeasured === 0 && { max: total, value: bytes })}
            />
          )}
        </div>
        <span className={classes.state} role={over ? 'status' : undefined}>
          {stateWords(transfer)}
        </span>
        {note !== '' && (
          <span className={classes.warning}>
            <EngineText value={note} wrap />
          </span>
        )}
        {failure !== null && <Failure failure={failure} />}
        {digest !== null && (
          <span className={classes.digest}>
            <EngineText value={digest} mono />
            <CopyButton text={digest} label={t('Copy the digest of {label}', { label })} />
          </span>
        )}
        {opened && <LayerList id={layersId} transfer={transfer} />}
      </div>
      <div className={classes.buttons}>
        {(state === 'failed' || state === 'cancelled') && (
          <IconButton
            label={t('Retry {label}', { label })}
            icon={<IconRotateClockwise size={15} />}
            onClick={() => {
              onLeave();
              retry(transfer);
            }}
          />
        )}
        <IconButton
          label={over ? t('Dismiss {label}', { label }) : t('Cancel {label}', { label })}
          icon={<IconX size={15} />}
          onClick={() => {
            if (over) onLeave();
            end(transfer);
          }}
        />
      </div>
    </div>
  );
}

function Failure({ failure }: { readonly failure: PullFault }) {
  const now = useNow(1000);
  const { title, advice } = faultWords(failure, now);
  return (
    <div className={classes.failure}>
      <span>
        <strong>{title}</strong> {advice}
      </span>
      <span className={classes.said}>
        <EngineText value={failure.message} wrap />
      </span>
    </div>
  );
}
