import { TextInput } from '@mantine/core';
import { IconPlus, IconX } from '@tabler/icons-react';
import { useState } from 'react';
import { t } from '../../../lib/i18n';
import { rpc } from '../../../rpc/client';
import { Button } from '../../../ui/button';
import { Dialog } from '../../../ui/dialog';
import { ErrorNotice } from '../../../ui/error-notice';
import forms from '../../../ui/form.module.css';
import { IconButton } from '../../../ui/icon-button';
import classes from '../pulls.module.css';
import { showPanel } from '../pulls-store';
import { closePullQuestion } from '../questions-store';
import { CliLines } from './cli-lines';
import { type AskQuota, HubQuota } from './hub-quota';
import { isOnHub } from './on-hub';
import { referenceProblem } from './reference';
import { ReferenceField } from './reference-field';
import { useSending } from './use-sending';
import { type AskRegistry, usePlatforms } from './use-proposals';

/** As main takes at most at a time. */
const MOST = 20;
const PLATFORMS = [
  'linux/amd64',
  'linux/arm64',
  'linux/arm/v7',
  'linux/386',
  'linux/ppc64le',
  'linux/s390x',
  'linux/riscv64',
];
const PLATFORM_LIST = 'pull-platforms';

interface Props {
  readonly references: readonly string[];
  readonly tagsOf: AskRegistry;
  readonly platformsOf: AskRegistry;
  readonly quotaOf: AskQuota;
}

/** One image, or several at once. */
export function PullDialog({ references, tagsOf, platformsOf, quotaOf }: Props) {
  const [lines, setLines] = useState<readonly string[]>(references.length === 0 ? [''] : references.slice(0, MOST));
  const [platform, setPlatform] = useState('');
  const [tried, setTried] = useState(false);
  const pulls = lines
    .map((line) => ({ reference: line.trim(), platform: platform.trim() }))
    .filter(({ reference }, at, all) => reference !== '' || all.length === 1 || at === 0);
  const { busy, error, run } = useSending(() => rpc.call('pulls.pull', { pulls }));
  const set = (at: number, text: string): void => setLines(lines.map((line, each) => (each === at ? text : line)));
  const pull = (): void => {
    setTried(true);
    if (pulls.every(({ reference }) => referenceProblem(reference) === null)) run();
  };
  const known = usePlatforms(lines.length === 1 ? (lines[0] ?? '') : '', platformsOf);
  const isKnown = known !== null && known.length > 0;
  const isFull = lines.length >= MOST;
  return (
    <Dialog
      opened
      width="wide"
      title={t('{count, plural, one {Pull an image} other {Pull images}}', { count: lines.length })}
      onClose={closePullQuestion}
      actions={
        <>
          <Button onClick={closePullQuestion}>{t('Cancel')}</Button>
          <Button variant="primary" disabled={busy} onClick={pull}>
            {t('Pull')}
          </Button>
        </>
      }
    >
      <form
        className={forms.form}
        onSubmit={(event) => {
          event.preventDefault();
          pull();
        }}
      >
        {lines.map((line, at) => (
          <div key={at} className={classes.row}>
            <ReferenceField
              label={at === 0 ? t('Image') : t('Image {at}', { at: at + 1 })}
              value={line}
              autoFocus={at === lines.length - 1}
              error={tried && (line !== '' || lines.length === 1 || at === 0) ? referenceProblem(line) : null}
              tagsOf={tagsOf}
              onText={(text) => set(at, text)}
              onLines={(pasted) => setLines([...lines.slice(0, at), ...pasted, ...lines.slice(at + 1)].slice(0, MOST))}
            />
            {lines.length > 1 && (
              <IconButton
                label={t('Remove image {at}', { at: at + 1 })}
                icon={<IconX size={14} />}
                onClick={() => setLines(lines.filter((_, each) => each !== at))}
              />
            )}
          </div>
        ))}
        <div className={classes.under}>
          <Button
            variant="subtle"
            icon={<IconPlus size={14} />}
            disabled={isFull}
            onClick={() => setLines([...lines, ''])}
          >
            {t('Another image')}
          </Button>
          {lines.some(isOnHub) && <HubQuota ask={quotaOf} />}
        </div>
        <TextInput
          label={t('Platform')}
          placeholder={t('the engine’s own')}
          description={
            isKnown
              ? t('In the registry: {known}', { known: known.join(', ') })
              : t('Such as linux/arm64; the registry decides.')
          }
          value={platform}
          list={PLATFORM_LIST}
          spellCheck={false}
          autoComplete="off"
          onChange={(event) => setPlatform(event.currentTarget.value)}
        />
        <datalist id={PLATFORM_LIST}>
          {(isKnown ? known : PLATFORMS).map((one) => (
            <option key={one} value={one} />
          ))}
        </datalist>
        {/* What Enter in a field sends. */}
        <button type="submit" hidden />
      </form>
      <CliLines wish={{ kind: 'pull', pulls: pulls.filter(({ reference }) => reference !== '') }} />
      {error !== null && <ErrorNotice error={error} />}
    </Dialog>
  );
}

/** For the other dialogs: begins them all, and shows the panel. */
export async function pullNow(references: readonly string[]): Promise<void> {
  await rpc.call('pulls.pull', { pulls: references.map((reference) => ({ reference, platform: '' })) });
  showPanel(true);
}
