import { Checkbox, TextInput } from '@mantine/core';
import type { BuilderFacts } from '../../../../main/contract/builds';
import { t } from '../../../lib/i18n';
import classes from '../builds.module.css';
import type { Abilities, Draft } from './draft';
import type { Field } from './fault-field';
import { FlagLabel } from './flag-label';
import { changeDraft } from './form-store';
import { LinesField } from './lines-field';
import { SecretsField } from './secrets-field';

interface Props {
  readonly draft: Draft;
  readonly builder: BuilderFacts | undefined;
  readonly abilities: Abilities;
  /** What is wrong with a field. */
  readonly wordsOf: (field: Field) => string | undefined;
}

function withoutWords(builder: BuilderFacts | undefined, classic: boolean): string {
  if (builder === undefined) return t('not known yet whether the builder has them.');
  if (classic && builder.kind !== 'engine') return t('only BuildKit has them, and the engine’s own builder is chosen.');
  return t('only BuildKit has them.');
}

/** How it is built, and what only some builders have. */
export function MoreFields({ draft, builder, abilities, wordsOf }: Props) {
  const { platform, noCache, pull, secrets, ssh, classic } = draft;
  const without = withoutWords(builder, classic);
  return (
    <>
      <TextInput
        label={<FlagLabel name={t('Platform')} flag="--platform" />}
        description={
          abilities.platforms
            ? t('Left empty it is the engine’s own.')
            : t('This builder builds for the engine’s own platform.')
        }
        placeholder="linux/arm64"
        spellCheck={false}
        value={platform}
        error={wordsOf('platform')}
        onChange={(event) => changeDraft({ platform: event.currentTarget.value })}
      />
      <div className={classes.checks}>
        <Checkbox
          label={<FlagLabel name={t('Do not use the cache')} flag="--no-cache" />}
          checked={noCache}
          onChange={(event) => changeDraft({ noCache: event.currentTarget.checked })}
        />
        <Checkbox
          label={<FlagLabel name={t('Look for newer base images')} flag="--pull" />}
          checked={pull}
          onChange={(event) => changeDraft({ pull: event.currentTarget.checked })}
        />
      </div>
      {abilities.secrets ? (
        <SecretsField
          secrets={secrets}
          error={wordsOf('secrets')}
          onSecrets={(next) => changeDraft({ secrets: next })}
        />
      ) : (
        <p className={classes.dim}>
          <FlagLabel name={t('Secrets')} flag="--secret" />: {without}
        </p>
      )}
      {abilities.ssh ? (
        <LinesField
          title="SSH"
          word={t('SSH agent')}
          flag="--ssh"
          placeholder={t('default')}
          lines={ssh}
          error={wordsOf('ssh')}
          onLines={(next) => changeDraft({ ssh: next })}
        />
      ) : (
        <p className={classes.dim}>
          <FlagLabel name="SSH" flag="--ssh" />: {without}
        </p>
      )}
    </>
  );
}
