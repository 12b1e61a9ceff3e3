import type { FoundNetwork, FoundVolume } from '../../../main/contract/imports';
import { t } from '../../lib/i18n';
import classes from './imports.module.css';
import { type ImageChoice, isTaken, type NetworkChoice, type VolumeChoice } from './plan';

interface Props<C> {
  readonly label: string;
  readonly choice: C;
  readonly onChange: (change: Partial<C>) => void;
}

/** Where a name means another image there. */
export function ImageOptions({ label, choice, onChange }: Props<ImageChoice>) {
  return (
    <label className={classes.option}>
      {t('Names that are taken:')}
      <select
        aria-label={t('Taken names of {name}', { name: label })}
        value={choice.onTaken}
        onChange={({ currentTarget: { value } }) =>
          onChange({ onTaken: value === 'move' || value === 'rename' ? value : 'keep' })
        }
      >
        <option value="keep">{t('stay with the image that is there')}</option>
        <option value="rename">{t('add the import with "-imported" behind the tag')}</option>
        <option value="move">{t('move to the import; the other image loses them')}</option>
      </select>
    </label>
  );
}

interface VolumeProps extends Props<VolumeChoice> {
  readonly volume: FoundVolume;
}

export function VolumeOptions({ volume, label, choice, onChange }: VolumeProps) {
  const { onTaken, to, pause } = choice;
  return (
    <>
      {isTaken(volume) && (
        <span className={classes.option}>
          <select
            aria-label={t('Where {name} goes', { name: label })}
            value={onTaken}
            onChange={({ currentTarget: { value } }) => onChange({ onTaken: value === 'replace' ? value : 'rename' })}
          >
            <option value="rename">{t('into a new volume called')}</option>
            <option value="replace">{t('in place of all that is in it at the target')}</option>
          </select>
          {onTaken === 'rename' && (
            <input
              aria-label={t('New name of {name}', { name: label })}
              value={to}
              onChange={(event) => onChange({ to: event.currentTarget.value })}
            />
          )}
        </span>
      )}
      {volume.runningUsers.length > 0 && (
        <label className={classes.option}>
          <input
            type="checkbox"
            aria-label={t('Pause the users of {name}', { name: label })}
            checked={pause}
            onChange={(event) => onChange({ pause: event.currentTarget.checked })}
          />
          {t('Pause these containers there while it is read')}
        </label>
      )}
    </>
  );
}

interface NetworkProps extends Props<NetworkChoice> {
  readonly network: FoundNetwork;
}

export function NetworkOptions({ network, label, choice, onChange }: NetworkProps) {
  const { to, subnets } = choice;
  return (
    <>
      {network.state === 'taken' && (
        <label className={classes.option}>
          {t('Called')}
          <input
            aria-label={t('New name of {name}', { name: label })}
            value={to}
            onChange={(event) => onChange({ to: event.currentTarget.value })}
          />
        </label>
      )}
      {network.overlaps.length > 0 && (
        <label className={classes.option}>
          <input
            type="checkbox"
            aria-label={t('Other addresses for {name}', { name: label })}
            checked={!subnets}
            onChange={(event) => onChange({ subnets: !event.currentTarget.checked })}
          />
          {t('Let the target choose other addresses')}
        </label>
      )}
    </>
  );
}
