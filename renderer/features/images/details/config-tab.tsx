import { IconEye, IconEyeOff } from '@tabler/icons-react';
import { useMemo, useState } from 'react';
import type { ImageRow } from '../../../../main/contract/images';
import { decimalBytes } from '../../../lib/bytes';
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
      <Section title="Labels" none={config.labels.length === 0 && 'None'}>
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
        <CopyButton text={name} label="Copy name" />
      </li>
    ))}
  </ul>
);

const Image = ({ row, config }: { readonly row: ImageRow; readonly config: ImageConfig }) => (
  <Section title="Image">
    <Facts>
      <Fact name="Names">{isDangling(row) ? 'None: it is dangling' : <Names names={row.tags} />}</Fact>
      {row.digests.length > 0 && (
        <Fact name="Digests">
          <Names names={row.digests} />
        </Fact>
      )}
      <Fact name="Id">
        <Names names={[row.id]} />
      </Fact>
      <Fact name="Platform">{config.platform === '' ? 'Not said' : <EngineText value={config.platform} />}</Fact>
      <Fact name="Created">{row.created === null ? 'Not said' : dateTime(row.created)}</Fact>
      <Fact name="Size">
        {decimalBytes(row.size)} in {config.layers} {config.layers === 1 ? 'layer' : 'layers'}
      </Fact>
      <Fact name="Of it shared">
        <Shared row={row} />
      </Fact>
      {config.author !== '' && (
        <Fact name="Author">
          <EngineText value={config.author} wrap />
        </Fact>
      )}
      {config.comment !== '' && (
        <Fact name="Comment">
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
          ? 'The engine does not know it '
          : 'Not measured yet '
        : `${decimalBytes(shared)} with others, ${decimalBytes(unique)} alone`}
      {measured !== null && (
        <span className={classes.dim}>
          {' '}
          measured {dateTime(measured.measuredAt)} in {durationWords(measured.durationMs)}{' '}
        </span>
      )}
      <Button variant="subtle" disabled={busy} onClick={() => void measure()}>
        {busy ? 'Measuring…' : 'Measure'}
      </Button>
      {error !== null && <ErrorNotice error={error} />}
    </div>
  );
}

const Words = ({ words, shown }: { readonly words: readonly string[]; readonly shown: boolean }) =>
  words.length === 0 ? 'None' : <LongEngineText value={JSON.stringify(shown ? words : maskArguments(words))} mono />;

function Runs({ config, shown }: { readonly config: ImageConfig; readonly shown: boolean }) {
  const { entrypoint, command, user, workingDir, ports, volumes, stopSignal, health } = config;
  return (
    <Section title="Runs">
      <Facts>
        <Fact name="Entrypoint">
          <Words words={entrypoint} shown={shown} />
        </Fact>
        <Fact name="Command">
          <Words words={command} shown={shown} />
        </Fact>
        <Fact name="User">
          <EngineText value={user === '' ? 'root' : user} />
        </Fact>
        <Fact name="Working folder">
          <EngineText value={workingDir === '' ? '/' : workingDir} wrap mono />
        </Fact>
        <Fact name="Ports">
          <EngineText value={ports.length === 0 ? 'None' : ports.join(', ')} wrap />
        </Fact>
        <Fact name="Volumes">
          <EngineText value={volumes.length === 0 ? 'None' : volumes.join(', ')} wrap />
        </Fact>
        <Fact name="Health check">
          {health === null ? 'None' : <Words words={health.test} shown={shown} />}
          {health !== null && health.times !== '' && <span className={classes.dim}>{health.times}</span>}
        </Fact>
        <Fact name="Stop signal">
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
      title="Environment"
      none={env.length === 0 && 'None'}
      actions={
        <Button
          variant="subtle"
          icon={shown ? <IconEyeOff size={15} /> : <IconEye size={15} />}
          aria-pressed={shown}
          onClick={onShow}
        >
          {shown ? 'Mask secrets' : 'Show secrets'}
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
