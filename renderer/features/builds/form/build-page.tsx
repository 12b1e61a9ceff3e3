import { IconArrowLeft, IconHammer } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { useEffect, useRef, useState } from 'react';
import { useLocation } from 'wouter';
import { useKeyLabel } from '../../../lib/actions/bindings';
import { useActions } from '../../../lib/actions/use-actions';
import { t } from '../../../lib/i18n';
import { rpc } from '../../../rpc/client';
import { useConnectionId } from '../../../rpc/stores/engine-store';
import { Button } from '../../../ui/button';
import { ErrorNotice } from '../../../ui/error-notice';
import { IconButton } from '../../../ui/icon-button';
import { Kbd } from '../../../ui/kbd';
import { start } from '../actions/deeds';
import classes from '../builds.module.css';
import { BUILD_ACTIONS } from '../keys';
import { LIST_PATH } from '../routes';
import { ArgsField } from './args-field';
import { BuilderNote } from './builder-note';
import { CliLine } from './cli-line';
import { ContextPanel } from './context-panel';
import { abilitiesOf, EMPTY_DRAFT, wishOf } from './draft';
import { changeDraft, setDraft, useDraft } from './form-store';
import { faultField, fieldWords, type Field } from './fault-field';
import { LabelsField } from './labels-field';
import { LinesField } from './lines-field';
import { MoreFields } from './more-fields';
import { DockerfileField, FolderField } from './place-fields';
import { TargetField } from './target-field';
import { usePlace } from './use-place';

function useBuilder() {
  const connection = useConnectionId();
  const query = useQuery({
    queryKey: ['builds', 'builder', connection],
    queryFn: ({ signal }) => rpc.call('builds.builder', undefined, { signal }),
    enabled: connection !== null,
    retry: false,
    gcTime: 0,
  });
  return { builder: query, connected: connection !== null };
}

/** The start of the build, and why it was refused. */
function useBeginning(wish: ReturnType<typeof wishOf>) {
  const [, navigate] = useLocation();
  const [busy, setBusy] = useState(false);
  const [failure, setFailure] = useState<unknown>(null);
  const begin = async (): Promise<void> => {
    setBusy(true);
    setFailure(null);
    try {
      await start(wish, navigate);
    } catch (error) {
      setFailure(error);
    } finally {
      setBusy(false);
    }
  };
  return { busy, failure, begin };
}

/** The form that builds an image of a folder. */
export function BuildPage() {
  const draft = useDraft();
  const [, navigate] = useLocation();
  const { builder, connected } = useBuilder();
  const answers = usePlace(draft);
  const abilities = abilitiesOf(builder.data, draft.classic);
  const wish = wishOf(draft, abilities);
  const { busy, failure, begin } = useBeginning(wish);
  const ready = answers.dockerfile !== null && builder.data !== undefined && !busy;
  const wordsOf = (field: Field): string | undefined => fieldWords(failure, field);
  const form = useFailureInSight(failure);
  useActions(BUILD_ACTIONS, { submit: ready ? () => void begin() : undefined });
  const key = useKeyLabel(BUILD_ACTIONS.submit);
  return (
    <div className={classes.page}>
      <header className={classes.head}>
        <IconButton
          label={t('Back to the builds')}
          icon={<IconArrowLeft size={16} />}
          onClick={() => navigate(LIST_PATH)}
        />
        <h1 tabIndex={-1}>{t('Build an image')}</h1>
        <span className={classes.headButtons}>
          <Button variant="subtle" onClick={() => setDraft(EMPTY_DRAFT)}>
            {t('Clear')}
          </Button>
          <Button
            variant="primary"
            icon={<IconHammer size={16} />}
            disabled={!ready}
            onClick={() => void begin()}
            title={ready ? undefined : t('Choose a folder and a Dockerfile first')}
          >
            {busy ? t('Beginning…') : t('Build')} {key !== undefined && <Kbd>{key}</Kbd>}
          </Button>
        </span>
      </header>
      <div className={classes.columns}>
        <div ref={form} className={classes.form}>
          <div>{failure !== null && faultField(failure) === null && <ErrorNotice error={failure} />}</div>
          <FolderField draft={draft} answers={answers} error={wordsOf('folder')} />
          <DockerfileField draft={draft} answers={answers} error={wordsOf('dockerfile')} />
          <LinesField
            title={t('Tags')}
            word={t('tag')}
            flag="-t, --tag"
            placeholder="app:latest"
            lines={draft.tags}
            error={wordsOf('tags')}
            onLines={(tags) => changeDraft({ tags })}
          />
          <TargetField
            stages={answers.dockerfile?.stages ?? []}
            target={draft.target}
            error={wordsOf('target')}
            onTarget={(target) => changeDraft({ target })}
          />
          <ArgsField
            known={answers.dockerfile?.args ?? null}
            args={draft.args}
            error={wordsOf('args')}
            onArgs={(args) => changeDraft({ args })}
          />
          <LabelsField labels={draft.labels} error={wordsOf('labels')} onLabels={(labels) => changeDraft({ labels })} />
          <MoreFields {...{ draft, builder: builder.data, abilities, wordsOf }} />
        </div>
        <aside className={classes.sides} aria-label={t('What is built')}>
          <section className={classes.side} aria-label={t('Builder')}>
            <h2>{t('Builder')}</h2>
            <BuilderNote
              builder={builder.data}
              error={builder.error}
              onRetry={() => void builder.refetch()}
              connected={connected}
              classic={draft.classic}
            />
          </section>
          <ContextPanel draft={draft} ignoreFile={answers.dockerfile?.ignoreFile} />
          {wish.folder !== '' && wish.dockerfile !== '' && (
            <section className={classes.side} aria-label={t('The same for the command line')}>
              <h2>{t('Command')}</h2>
              <CliLine wish={wish} />
            </section>
          )}
        </aside>
      </div>
    </div>
  );
}

/** What went wrong comes into sight, wherever in the form it is said. */
function useFailureInSight(failure: unknown) {
  const place = useRef<HTMLDivElement>(null);
  useEffect(() => {
    const said = failure === null ? null : place.current?.querySelector('[role=alert], [data-error]');
    said?.scrollIntoView({ block: 'nearest' });
  }, [failure]);
  return place;
}
