import { NativeSelect } from '@mantine/core';
import type { BuildStage } from '../../../../main/contract/builds';
import { withoutControls } from '../../../lib/control-characters';
import { t } from '../../../lib/i18n';
import { FlagLabel } from './flag-label';

interface Props {
  readonly stages: readonly BuildStage[];
  readonly target: string;
  readonly onTarget: (target: string) => void;
  readonly error: string | undefined;
}

const valueOf = ({ name, index }: BuildStage): string => (name === '' ? String(index) : name);

const labelOf = (stage: BuildStage): string =>
  withoutControls(
    stage.name === ''
      ? t('Stage {index} (from {base})', { index: stage.index, base: stage.base })
      : t('{name} (from {base})', { name: stage.name, base: stage.base }),
  );

/** Which stage is built: the last, or one that is named. */
export function TargetField({ stages, target, onTarget, error }: Props) {
  const last = stages.at(-1);
  const lastLabel = last === undefined ? t('The last stage') : t('The last stage: {last}', { last: labelOf(last) });
  const known = stages.some((stage) => valueOf(stage) === target);
  return (
    <NativeSelect
      size="xs"
      label={<FlagLabel name={t('Target')} flag="--target" />}
      value={target}
      error={target !== '' && stages.length > 0 && !known ? t('The Dockerfile has no such stage.') : error}
      data={[
        { value: '', label: lastLabel },
        ...stages.map((stage) => ({ value: valueOf(stage), label: labelOf(stage) })),
        ...(known || target === '' ? [] : [{ value: target, label: withoutControls(target) }]),
      ]}
      onChange={(event) => onTarget(event.currentTarget.value)}
    />
  );
}
