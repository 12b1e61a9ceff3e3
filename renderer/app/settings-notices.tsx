import { useState } from 'react';
import type { SettingsNotice } from '../../main/contract/settings';
import { useSettings } from '../rpc/stores/settings-store';
import { EngineText } from '../ui/engine-text';
import { Notice } from '../ui/notice';

const TITLES: Readonly<Record<SettingsNotice['kind'], string>> = {
  corrupt: 'The settings file could not be read. What could not be read is back to its default.',
  newer: 'The settings file is of a newer version of Slipway. It is left as it is: changes last until Slipway ends.',
  'read-only': 'The settings cannot be saved: changes last until Slipway ends.',
};

const keyOf = ({ kind, file, detail }: SettingsNotice): string => [kind, file, detail].join('\n');

/** Each is told once a start, until it is dismissed. */
export function SettingsNotices() {
  const notices = useSettings((store) => store.notices);
  const [dismissed, setDismissed] = useState<ReadonlySet<string>>(new Set());
  return notices
    .filter((notice) => !dismissed.has(keyOf(notice)))
    .map((notice) => (
      <Notice
        key={keyOf(notice)}
        tone="warn"
        role="alert"
        title={TITLES[notice.kind]}
        onDismiss={() => setDismissed(new Set([...dismissed, keyOf(notice)]))}
      >
        <EngineText value={notice.file} wrap mono />
        {notice.keptAs !== null && (
          <>
            The original is kept as <EngineText value={notice.keptAs} wrap mono />
          </>
        )}
        {notice.detail !== '' && <EngineText value={notice.detail} wrap />}
      </Notice>
    ));
}
