import { useState } from 'react';
import type { BuildRow } from '../../../../main/contract/builds';
import { withoutControls } from '../../../lib/control-characters';
import { t } from '../../../lib/i18n';
import { endWords, isOver } from '../words';

/** Reads out how a build ends, once, to somebody who looks at it; what was over before is no news. */
export function EndAnnouncer({ row }: { readonly row: BuildRow }) {
  const [seenRunning, setSeenRunning] = useState(false);
  if (!isOver(row) && !seenRunning) setSeenRunning(true);
  return (
    <span className="sw-hidden" role="status" aria-label={t('How the build ended')}>
      {seenRunning && isOver(row) && withoutControls(endWords(row) ?? '')}
    </span>
  );
}
