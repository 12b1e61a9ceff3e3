import type { BuildWish } from '../../../../main/contract/builds';
import { decimalBytes } from '../../../lib/bytes';
import { t } from '../../../lib/i18n';
import { dateTime } from '../../../lib/time';
import { CopyButton } from '../../../ui/copy-button';
import { EngineText } from '../../../ui/engine-text';
import { Fact, Facts, Section } from '../../../ui/facts';
import parts from '../../../ui/list-parts.module.css';
import classes from '../builds.module.css';
import { useBuilds } from '../builds-store';
import { CliLine } from '../form/cli-line';
import { BUILDER_WORDS } from '../words';
import type { BuildTabProps } from './tab';

/** What was asked for, and what it came to. */
export function OptionsTab({ id }: BuildTabProps) {
  const row = useBuilds(({ rows }) => rows.get(id));
  if (row === undefined) return null;
  const { wish, startedAt, endedAt, contextBytes, imageId, engine, builder } = row;
  return (
    <div className={parts.body}>
      <Section title={t('Result')}>
        <Facts>
          <Fact name={t('Started')}>{dateTime(startedAt)}</Fact>
          <Fact name={t('Ended')}>{endedAt === null ? t('not yet, or not seen') : dateTime(endedAt)}</Fact>
          <Fact name={t('Engine')}>
            <EngineText value={engine} />
          </Fact>
          <Fact name={t('Builder')}>{BUILDER_WORDS[builder]}</Fact>
          <Fact name={t('Context sent')}>{contextBytes === null ? t('not told') : decimalBytes(contextBytes)}</Fact>
          <Fact name={t('Image')}>
            {imageId === null ? (
              t('none')
            ) : (
              <span className={classes.value}>
                <EngineText value={imageId} mono wrap />
                <CopyButton text={imageId} label={t('Copy image id')} />
              </span>
            )}
          </Fact>
        </Facts>
      </Section>
      <Wished wish={wish} />
      <Section title={t('Command')}>
        <CliLine wish={wish} />
      </Section>
    </div>
  );
}

const pairs = (list: readonly { readonly name: string; readonly value: string | null }[]): string =>
  list.map(({ name, value }) => (value === null ? name : `${name}=${value}`)).join('\n');

/** Only what was asked for; the rest is as the builder has it. */
function Wished({ wish }: { readonly wish: BuildWish }) {
  const flags = [wish.noCache && '--no-cache', wish.pull && '--pull'].filter((flag) => flag !== false);
  const facts: readonly (readonly [name: string, value: string])[] = [
    [t('Folder'), wish.folder],
    ['Dockerfile', wish.dockerfile],
    [t('Target'), wish.target],
    [t('Tags'), wish.tags.join('\n')],
    [t('Arguments'), pairs(wish.args)],
    [t('Labels'), pairs(wish.labels)],
    [t('Platform'), wish.platform],
    [t('Flags'), flags.join(' ')],
    [t('Secrets'), wish.secrets.map(({ id, from, source }) => `${id} (${from}: ${source})`).join('\n')],
    ['SSH', wish.ssh.join('\n')],
  ];
  return (
    <Section title={t('Options')}>
      <Facts>
        {facts
          .filter(([, value]) => value !== '')
          .map(([name, value]) => (
            <Fact key={name} name={name}>
              <EngineText value={value} wrap mono />
            </Fact>
          ))}
      </Facts>
    </Section>
  );
}
