import { type ReactNode, useState } from 'react';
import type { FoundImage, FoundNetwork, FoundVolume } from '../../../main/contract/imports';
import { decimalBytes } from '../../lib/bytes';
import { withoutControls } from '../../lib/control-characters';
import { t } from '../../lib/i18n';
import { Button } from '../../ui/button';
import { EngineText } from '../../ui/engine-text';
import classes from './imports.module.css';
import { ImageOptions, NetworkOptions, VolumeOptions } from './options';
import type { Plan } from './plan';

interface TableProps<F> {
  readonly found: readonly F[];
  readonly plan: Plan;
  readonly onPlan: (plan: Plan) => void;
}

/** More rows than these are shown on demand. */
const FIRST = 100;

interface FrameProps<F> {
  readonly title: string;
  readonly nothing: string;
  readonly found: readonly F[];
  /** Those that can be chosen, and how many are. */
  readonly chosen: number;
  readonly onAll: (checked: boolean) => void;
  readonly children: (item: F) => ReactNode;
}

function Frame<F>({ title, nothing, found, chosen, onAll, children }: FrameProps<F>) {
  const [most, setMost] = useState(FIRST);
  return (
    <section aria-label={title} className={classes.section}>
      <div className={classes.line}>
        <h2>{title}</h2>
        <span className={classes.dim}>{t('{chosen} of {all} chosen', { chosen, all: found.length })}</span>
        {found.length > 0 && (
          <>
            <Button variant="subtle" aria-label={t('Choose all: {title}', { title })} onClick={() => onAll(true)}>
              {t('All')}
            </Button>
            <Button variant="subtle" aria-label={t('Choose none: {title}', { title })} onClick={() => onAll(false)}>
              {t('None')}
            </Button>
          </>
        )}
      </div>
      {found.length === 0 ? (
        <p className={classes.dim}>{nothing}</p>
      ) : (
        <ul className={classes.rows}>{found.slice(0, most).map(children)}</ul>
      )}
      {found.length > most && (
        <Button onClick={() => setMost(found.length)}>
          {t('Show {count, plural, one {# more} other {# more}}', { count: found.length - most })}
        </Button>
      )}
    </section>
  );
}

interface RowProps {
  readonly label: string;
  readonly checked: boolean;
  readonly disabled?: boolean;
  readonly onChecked: (checked: boolean) => void;
  readonly name: ReactNode;
  readonly facts: readonly string[];
  /** What there is to know before. */
  readonly warnings: readonly string[];
  readonly children?: ReactNode;
}

function Row({ label, checked, disabled = false, onChecked, name, facts, warnings, children }: RowProps) {
  return (
    <li className={classes.row}>
      <input
        type="checkbox"
        aria-label={t('Import {name}', { name: label })}
        {...{ checked, disabled }}
        onChange={(event) => onChecked(event.currentTarget.checked)}
      />
      <div className={classes.rowWords}>
        <span>{name}</span>
        <span className={classes.dim}>{facts.filter((fact) => fact !== '').join(' · ')}</span>
        {warnings.map((warning) => (
          <span key={warning} className={classes.warning}>
            {warning}
          </span>
        ))}
        {checked && children}
      </div>
    </li>
  );
}

/** The same change of all choices of one kind. */
const withAll = <C extends { readonly checked: boolean }>(
  choices: Readonly<Record<string, C>>,
  checked: (key: string) => boolean,
): Readonly<Record<string, C>> =>
  Object.fromEntries(Object.entries(choices).map(([key, choice]) => [key, { ...choice, checked: checked(key) }]));

const chosenOf = (choices: Readonly<Record<string, { readonly checked: boolean }>>): number =>
  Object.values(choices).filter(({ checked }) => checked).length;

const list = (names: readonly string[]): string => names.map(withoutControls).join(', ');
const shortId = (id: string): string => id.replace(/^sha256:/, '').slice(0, 12);

export function ImageTable({ found, plan, onPlan }: TableProps<FoundImage>) {
  const set = (id: string, change: Partial<Plan['images'][string]>): void => {
    const choice = plan.images[id];
    if (choice !== undefined) onPlan({ ...plan, images: { ...plan.images, [id]: { ...choice, ...change } } });
  };
  return (
    <Frame
      {...{ found, title: t('Images'), nothing: t('There are no images.'), chosen: chosenOf(plan.images) }}
      onAll={(checked) => onPlan({ ...plan, images: withAll(plan.images, () => checked) })}
    >
      {(image) => {
        const { id, names, bytes, sharedBytes, platform, fits, state, taken } = image;
        const label = withoutControls(names[0] ?? shortId(id));
        const choice = plan.images[id];
        return (
          <Row
            key={id}
            {...{ label, checked: choice?.checked ?? false, onChecked: (checked) => set(id, { checked }) }}
            name={
              names.length === 0 ? (
                t('{id}, without a name', { id: shortId(id) })
              ) : (
                <EngineText value={names.join(', ')} wrap />
              )
            }
            facts={[
              decimalBytes(bytes),
              sharedBytes === null || sharedBytes === 0
                ? ''
                : t('{size} of it shared', { size: decimalBytes(sharedBytes) }),
              state === 'same' ? t('there already, the same') : '',
              state === 'names' ? t('there already, by other names: only names are added') : '',
            ]}
            warnings={[
              ...(fits
                ? []
                : [
                    t('It is for {platform}, which the target runs slowly or not at all.', {
                      platform: withoutControls(platform),
                    }),
                  ]),
              ...(taken.length === 0 ? [] : [t('Means another image at the target: {names}', { names: list(taken) })]),
            ]}
          >
            {taken.length > 0 && choice !== undefined && (
              <ImageOptions label={label} choice={choice} onChange={(change) => set(id, change)} />
            )}
          </Row>
        );
      }}
    </Frame>
  );
}

const VOLUME_STATES: Readonly<Record<FoundVolume['state'], string>> = {
  new: '',
  taken: t('the target has a volume of this name'),
  verified: t('imported and compared before'),
  unfinished: t('an import of it broke off: what is there is written over'),
};

export function VolumeTable({ found, plan, onPlan }: TableProps<FoundVolume>) {
  const set = (name: string, change: Partial<Plan['volumes'][string]>): void => {
    const choice = plan.volumes[name];
    if (choice !== undefined) onPlan({ ...plan, volumes: { ...plan.volumes, [name]: { ...choice, ...change } } });
  };
  return (
    <Frame
      {...{ found, title: t('Volumes'), nothing: t('There are no volumes.'), chosen: chosenOf(plan.volumes) }}
      onAll={(checked) => onPlan({ ...plan, volumes: withAll(plan.volumes, () => checked) })}
    >
      {(volume) => {
        const { name, bytes, anonymous, state, runningUsers, remark } = volume;
        const label = withoutControls(name);
        const choice = plan.volumes[name];
        return (
          <Row
            key={name}
            {...{ label, checked: choice?.checked ?? false, onChecked: (checked) => set(name, { checked }) }}
            name={<EngineText value={name} wrap />}
            facts={[
              bytes === null ? t('size unknown') : decimalBytes(bytes),
              anonymous ? t('without a name of its own') : '',
              VOLUME_STATES[state],
            ]}
            warnings={[
              ...(remark === '' ? [] : [`${withoutControls(remark)}.`]),
              ...(runningUsers.length === 0
                ? []
                : [
                    t('In use by running containers there: {names}. It may change while it is read.', {
                      names: list(runningUsers),
                    }),
                  ]),
            ]}
          >
            {choice !== undefined && (
              <VolumeOptions {...{ volume, label, choice }} onChange={(change) => set(name, change)} />
            )}
          </Row>
        );
      }}
    </Frame>
  );
}

export function NetworkTable({ found, plan, onPlan }: TableProps<FoundNetwork>) {
  const set = (id: string, change: Partial<Plan['networks'][string]>): void => {
    const choice = plan.networks[id];
    if (choice !== undefined) onPlan({ ...plan, networks: { ...plan.networks, [id]: { ...choice, ...change } } });
  };
  const impossible = new Set(found.filter(({ problem }) => problem !== '').map(({ id }) => id));
  return (
    <Frame
      {...{ found, title: t('Networks'), nothing: t('There are no networks but the ones every engine has.') }}
      chosen={chosenOf(plan.networks)}
      onAll={(checked) => onPlan({ ...plan, networks: withAll(plan.networks, (id) => checked && !impossible.has(id)) })}
    >
      {(network) => {
        const { id, name, driver, subnets, state, overlaps, problem } = network;
        const label = withoutControls(name);
        const choice = plan.networks[id];
        return (
          <Row
            key={id}
            {...{ label, checked: choice?.checked ?? false, onChecked: (checked) => set(id, { checked }) }}
            disabled={problem !== ''}
            name={<EngineText value={name} wrap />}
            facts={[
              withoutControls(driver),
              list(subnets),
              state === 'same'
                ? t('there already, the same')
                : state === 'taken'
                  ? t('the target has another network of this name')
                  : '',
            ]}
            warnings={[
              ...(problem === ''
                ? []
                : [t('It cannot be made there: {problem}.', { problem: withoutControls(problem) })]),
              ...(overlaps.length === 0
                ? []
                : [t('Its addresses overlap with {names} at the target.', { names: list(overlaps) })]),
            ]}
          >
            {choice !== undefined && (
              <NetworkOptions {...{ network, label, choice }} onChange={(change) => set(id, change)} />
            )}
          </Row>
        );
      }}
    </Frame>
  );
}
