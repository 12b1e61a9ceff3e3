import { Checkbox, Radio, TextInput } from '@mantine/core';
import { type ComponentProps, type ReactNode, useId, useState } from 'react';
import type { MachineState } from '../../../main/contract/machine';
import { binaryBytes } from '../../lib/bytes';
import { t } from '../../lib/i18n';
import { rpc } from '../../rpc/client';
import { Button } from '../../ui/button';
import { Dialog } from '../../ui/dialog';
import forms from '../../ui/form.module.css';
import { Failure } from './fault-notice';
import classes from './machine.module.css';
import { gibibytes, mebibytes } from './machine-words';
import { type Draft, type Problems, draftOf, patchOf, problemsOf } from './settings-draft';
import { SharesField } from './shares-field';
import { useLastingMutation } from './use-lasting-mutation';

interface Props {
  readonly state: MachineState;
  readonly onClose: () => void;
}

/** What the user may set, each with what it means and when it counts. */
export function SettingsDialog({ state, onClose }: Props) {
  const form = useId();
  // As they were when the form opened: only what is changed here is sent.
  const [before] = useState(state.settings);
  const [draft, setDraft] = useState<Draft>(() => draftOf(before, state.shares));
  const save = useLastingMutation({
    mutationFn: () => rpc.call('machine.update', patchOf(draft, before)),
    onSuccess: onClose,
  });
  const problems = problemsOf(draft, state.disk === null ? 0 : Math.ceil(state.disk.logicalBytes / gibibytes(1)));
  const isOn = state.power === 'running' || state.power === 'sleeping';
  const invalid = Object.keys(problems).length > 0;
  const change = (patch: Partial<Draft>): void => {
    save.reset();
    setDraft((old) => ({ ...old, ...patch }));
  };
  const submit = (): void => {
    if (invalid || save.isPending) return;
    if (Object.keys(patchOf(draft, before)).length === 0) onClose();
    else save.mutate();
  };
  return (
    <Dialog
      opened
      title={t('Settings of the Slipway VM')}
      width="wide"
      onClose={onClose}
      actions={
        <>
          <Button onClick={onClose}>{t('Cancel')}</Button>
          <Button type="submit" form={form} variant="primary" aria-disabled={invalid || save.isPending || undefined}>
            {save.isPending ? t('Saving…') : t('Save')}
          </Button>
        </>
      }
    >
      <form
        id={form}
        className={forms.form}
        data-roomy
        onSubmit={(event) => {
          event.preventDefault();
          submit();
        }}
      >
        {save.error !== null && <Failure error={save.error} />}
        <Sizes state={state} draft={draft} problems={problems} onChange={change} />
        <Ports publishOn={draft.publishOn} onChange={change} />
        {state.capabilities.shares && <SharesField isOn={isOn} draft={draft} problems={problems} onChange={change} />}
        <Checkbox
          label={t('Start with Slipway')}
          checked={draft.autoStart}
          onChange={(event) => change({ autoStart: event.currentTarget.checked })}
        />
      </form>
    </Dialog>
  );
}

interface PartProps {
  readonly draft: Draft;
  readonly problems: Problems;
  readonly onChange: (patch: Partial<Draft>) => void;
}

/** "= 2 GiB", as long as it is a number. */
const sizeWords = (typed: string, bytes: (count: number) => number): string =>
  /^\s*\d+\s*$/.test(typed) ? `${binaryBytes(bytes(Number(typed)))}. ` : '';

function Sizes({ state: { power, capabilities, disk }, draft, problems, onChange }: PartProps & Pick<Props, 'state'>) {
  const isOn = power === 'running' || power === 'sleeping';
  const nextStart = isOn ? t(' Counts from the next start.') : '';
  const memoryWhen =
    isOn && capabilities.liveMemory ? t(' Changes at once, up to what it was started with.') : nextStart;
  return (
    <div className={classes.fields}>
      <NumberField
        label={t('CPUs')}
        hint={t('How many the engine may keep busy.{nextStart}', { nextStart })}
        value={draft.cpus}
        problem={problems.cpus}
        onChange={(cpus) => onChange({ cpus })}
        focus
      />
      <NumberField
        label={t('Memory (MiB)')}
        hint={t('{memoryMiB}The most it may use.{memoryWhen}', {
          memoryMiB: sizeWords(draft.memoryMiB, mebibytes),
          memoryWhen,
        })}
        value={draft.memoryMiB}
        problem={problems.memoryMiB}
        onChange={(memoryMiB) => onChange({ memoryMiB })}
      />
      <NumberField
        label={t('Disk limit (GiB)')}
        hint={
          disk === null
            ? t('Takes room only as it fills. It can grow later, never shrink.')
            : t('It only grows. Now it takes {realBytes} of {diskGiB} on this computer.', {
                realBytes: binaryBytes(disk.realBytes),
                diskGiB: binaryBytes(gibibytes(Number(draft.diskGiB) || 0)),
              })
        }
        value={draft.diskGiB}
        problem={problems.diskGiB}
        onChange={(diskGiB) => onChange({ diskGiB })}
      />
      <NumberField
        label={t('Sleep after (minutes)')}
        hint={t('When nothing runs in it and nobody uses it; 0: never.')}
        value={draft.sleepAfterMinutes}
        problem={problems.sleepAfterMinutes}
        onChange={(sleepAfterMinutes) => onChange({ sleepAfterMinutes })}
      />
    </div>
  );
}

/** Mantine's are smaller than the smallest text of the theme. */
const HINTS = { description: forms.hint ?? '', error: forms.hint ?? '' };

/** Side by side, the boxes stay in line however long what is said of them. */
const UNDERNEATH: ComponentProps<typeof TextInput>['inputWrapperOrder'] = ['label', 'input', 'description', 'error'];

interface NumberFieldProps {
  readonly label: string;
  readonly hint: ReactNode;
  readonly value: string;
  readonly problem: string | undefined;
  readonly onChange: (value: string) => void;
  readonly focus?: boolean;
}

const NumberField = ({ label, hint, value, problem, onChange, focus = false }: NumberFieldProps) => (
  <TextInput
    label={label}
    description={hint}
    classNames={HINTS}
    inputWrapperOrder={UNDERNEATH}
    data-autofocus={focus || undefined}
    inputMode="numeric"
    autoComplete="off"
    value={value}
    error={problem}
    onChange={(event) => onChange(event.currentTarget.value)}
  />
);

const PUBLISH = [
  ['127.0.0.1', t('This computer only (127.0.0.1)'), t('Nobody else reaches them.')],
  [
    '0.0.0.0',
    t('Every address (0.0.0.0)'),
    t('Whoever reaches this computer over a network reaches them, as with a Docker engine on Linux.'),
  ],
] as const;

const Ports = ({ publishOn, onChange }: Pick<Draft, 'publishOn'> & Pick<PartProps, 'onChange'>) => (
  <fieldset className={forms.group}>
    <legend>{t('Publish ports on')}</legend>
    <p className={classes.dim}>{t('For ports that are published without an address, as in -p 8080:80.')}</p>
    {PUBLISH.map(([value, label, description]) => (
      <Radio
        key={value}
        name="publish-on"
        value={value}
        label={label}
        description={description}
        classNames={HINTS}
        checked={publishOn === value}
        onChange={() => onChange({ publishOn: value })}
      />
    ))}
  </fieldset>
);
