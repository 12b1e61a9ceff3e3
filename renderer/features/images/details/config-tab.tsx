import { IconEye, IconEyeOff } from '@tabler/icons-react';
import { useMemo, useState } from 'react';
import type { ImageRow } from '../../../../main/contract/images';
import { decimalBytes } from '../../../lib/bytes';
import { t } from '../../../lib/i18n';
import { maskArguments, maskAssignment, maskValue } from '../../../lib/secrets';
import { dateTime, durationWords } from '../../../lib/time';
import { Button } from '../../../ui/button';
import { CopyButton } from '../../../ui/copy-button';
import { EngineText } from '../../../ui/engine-text';
import { ErrorNotice } from '../../../ui/error-notice';
import { Fact, Facts, Section } from '../../../ui/facts';
import parts from '../../../ui/list-parts.module.css';
import { LongEngineText } from '../../../ui/long-engine-text';
import { measure, sharedOf, uniqueOf, useImages, useSizes } from '../images-store';
import classes from '../images.module.css';
import { isDangling } from '../words';
import { Loading } from './loading';
import { type ImageConfig, readConfig } from './read-config';
import { useInspect } from './use-inspect';
import type { ImageTabProps } from './tab';

/** What it is, and what a container of it gets. */
export function ConfigTab({ imageId: id }: Pick<ImageTabProps, 'imageId'>) {
  const row = useImages((state) => state.rows.get(id));
  const { data, error } = useInspect(id);
  const config = useMemo(() => (data === undefined ? null : readConfig(data)), [data]);
  const [shown, setShown] = useState(false);
  if (config === null) return <Loading id={id} error={error} />;
  return (
    <div className={parts.body}>
      {row !== undefined && <Image row={row} config={config} />}
      <Runs config={config} shown={shown} />
      <Environment env={config.env} shown={shown} onShow={() => setShown(!shown)} />
      <Section title={t('Labels')} none={config.labels.length === 0 && t('None')}>
        <Facts>
          {config.labels.map(([key, value]) => (
            <Fact key={key} name={<EngineText value={key} wrap mono />}>
              <LongEngineText value={shown ? value : maskValue(key, value)} mono />
            </Fact>
          ))}
        </Facts>
      </Section>
    </div>
  );
}

const Names = ({ names }: { readonly names: readonly string[] }) => (
  <ul className={classes.plainList}>
    {names.map((name) => (
      <li key={name} className={classes.value}>
        <EngineText value={name} wrap mono />
        <CopyButton text={name} label={t('Copy name')} />
      </li>
    ))}
  </ul>
);

const Image = ({ row, config }: { readonly row: ImageRow; readonly config: ImageConfig }) => (
  <Section title={t('Image')}>
    <Facts>
      <Fact name={t('Names')}>{isDangling(row) ? t('None: it is dangling') : <Names names={row.tags} />}</Fact>
      {row.digests.length > 0 && (
        <Fact name={t('Digests')}>
          <Names names={row.digests} />
        </Fact>
      )}
      <Fact name={t('Id')}>
        <Names names={[row.id]} />
      </Fact>
      <Fact name={t('Platform')}>
        {config.platform === '' ? t('Not said') : <EngineText value={config.platform} />}
      </Fact>
      <Fact name={t('Created')}>{row.created === null ? t('Not said') : dateTime(row.created)}</Fact>
      <Fact name={t('Size')}>
        {t('{size} in {layers, plural, one {# layer} other {# layers}}', {
          size: decimalBytes(row.size),
          layers: config.layers,
        })}
      </Fact>
      <Fact name={t('Of it shared')}>
        <Shared row={row} />
      </Fact>
      {config.author !== '' && (
        <Fact name={t('Author')}>
          <EngineText value={config.author} wrap />
        </Fact>
      )}
      {config.comment !== '' && (
        <Fact name={t('Comment')}>
          <LongEngineText value={config.comment} />
        </Fact>
      )}
    </Facts>
  </Section>
);

function Shared({ row }: { readonly row: ImageRow }) {
  const state = useSizes();
  const [shared, unique] = [sharedOf(state, row.id), uniqueOf(state, row)];
  const { measured, busy, error } = state;
  return (
    <div>
      {shared === null || unique === null
        ? state.shared.has(row.id)
          ? t('The engine does not know it ')
          : t('Not measured yet ')
        : t('{shared} with others, {unique} alone', { shared: decimalBytes(shared), unique: decimalBytes(unique) })}
      {measured !== null && (
        <span className={classes.dim}>
          {' '}
          {t('measured {measuredAt} in {durationMs}', {
            measuredAt: dateTime(measured.measuredAt),
            durationMs: durationWords(measured.durationMs),
          })}{' '}
        </span>
      )}
      <Button variant="subtle" disabled={busy} onClick={() => void measure()}>
        {busy ? t('Measuring…') : t('Measure')}
      </Button>
      {error !== null && <ErrorNotice error={error} />}
    </div>
  );
}

const Words = ({ words, shown }: { readonly words: readonly string[]; readonly shown: boolean }) =>
  words.length === 0 ? t('None') : <LongEngineText value={JSON.stringify(shown ? words : maskArguments(words))} mono />;

function Runs({ config, shown }: { readonly config: ImageConfig; readonly shown: boolean }) {
  const { entrypoint, command, user, workingDir, ports, volumes, stopSignal, health } = config;
  return (
    <Section title={t('Runs')}>
      <Facts>
        <Fact name={t('Entrypoint')}>
          <Words words={entrypoint} shown={shown} />
        </Fact>
        <Fact name={t('Command')}>
          <Words words={command} shown={shown} />
        </Fact>
        <Fact name={t('User')}>
          <EngineText value={user === '' ? 'root' : user} />
        </Fact>
        <Fact name={t('Working folder')}>
          <EngineText value={workingDir === '' ? '/' : workingDir} wrap mono />
        </Fact>
        <Fact name={t('Ports')}>
          <EngineText value={ports.length === 0 ? 'None' : ports.join(', ')} wrap />
        </Fact>
        <Fact name={t('Volumes')}>
          <EngineText value={volumes.length === 0 ? 'None' : volumes.join(', ')} wrap />
        </Fact>
        <Fact name={t('Health check')}>
          {health === null ? t('None') : <Words words={health.test} shown={shown} />}
          {health !== null && health.times !== '' && <span className={classes.dim}>{health.times}</span>}
        </Fact>
        <Fact name={t('Stop signal')}>
          <EngineText value={stopSignal === '' ? 'SIGTERM' : stopSignal} />
        </Fact>
      </Facts>
    </Section>
  );
}

interface EnvironmentProps {
  readonly env: readonly string[];
  readonly shown: boolean;
  readonly onShow: () => void;
}

/** The button stands for all of the tab: secrets hide in labels and commands too. */
function Environment({ env, shown, onShow }: EnvironmentProps) {
  return (
    <Section
      title={t('Environment')}
      none={env.length === 0 && t('None')}
      actions={
        <Button
          variant="subtle"
          icon={shown ? <IconEyeOff size={15} /> : <IconEye size={15} />}
          aria-pressed={shown}
          onClick={onShow}
        >
          {shown ? t('Mask secrets') : t('Show secrets')}
        </Button>
      }
    >
      <ul className={classes.plainList}>
        {env.map((assignment, index) => (
          <li key={index}>
            <LongEngineText value={shown ? assignment : maskAssignment(assignment)} mono />
          </li>
        ))}
      </ul>
    </Section>
  );
}
