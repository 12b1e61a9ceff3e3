import { useState } from 'react';
import { Link } from 'wouter';
import type { SettingsNotice, SettingsProblem } from '../../main/contract/settings';
import { t } from '../lib/i18n';
import { useSettings } from '../rpc/stores/settings-store';
import { EngineText } from '../ui/engine-text';
import { Notice } from '../ui/notice';

const TITLES: Readonly<Record<SettingsNotice['kind'], string>> = {
  corrupt: t('The settings file could not be read. What could not be read is back to its default.'),
  newer: t('The settings file is of a newer version of Slipway. It is left as it is: changes last until Slipway ends.'),
  'read-only': t('The settings cannot be saved: changes last until Slipway ends.'),
  edit: t('The settings file cannot be read since it was edited. What was in use stays in use.'),
};

const keyOf = ({ kind, file, detail, at, keptAs }: SettingsNotice): string =>
  [kind, file, detail, at?.line, at?.column, keptAs].join('\n');
const keyOfAll = (problems: readonly SettingsProblem[]): string =>
  problems.map(({ key, reason }) => `${key}\n${reason}`).join('\n');

/** Each is told once a start, until it is dismissed. */
export function SettingsNotices() {
  const notices = useSettings((store) => store.notices);
  const problems = useSettings((store) => store.problems);
  const [dismissed, setDismissed] = useState<ReadonlySet<string>>(new Set());
  const dismiss = (key: string): void => setDismissed(new Set([...dismissed, key]));
  const all = keyOfAll(problems);
  return (
    <>
      {notices
        .filter((notice) => !dismissed.has(keyOf(notice)))
        .map((notice) => (
          <SettingsNoticeCard key={keyOf(notice)} notice={notice} onDismiss={() => dismiss(keyOf(notice))} />
        ))}
      {problems.length > 0 && !dismissed.has(all) && (
        <Notice
          tone="warn"
          role="alert"
          title={t('{count, plural, one {# entry} other {# entries}} of the settings file cannot be used.', {
            count: problems.length,
          })}
          actions={<Link href="/settings">{t('Show in the settings')}</Link>}
          onDismiss={() => dismiss(all)}
        />
      )}
    </>
  );
}

interface CardProps {
  readonly notice: SettingsNotice;
  readonly onDismiss: () => void;
}

function SettingsNoticeCard({ notice: { kind, file, keptAs, detail, at }, onDismiss }: CardProps) {
  return (
    <Notice tone="warn" role="alert" title={TITLES[kind]} onDismiss={onDismiss}>
      <EngineText value={file} wrap mono />
      {keptAs !== null && (
        <>
          {t('The original is kept as')} <EngineText value={keptAs} wrap mono />
        </>
      )}
      {at !== null && <div>{t('Line {line}, column {column}:', { line: at.line, column: at.column })}</div>}
      {detail !== '' && <EngineText value={detail} wrap />}
    </Notice>
  );
}
