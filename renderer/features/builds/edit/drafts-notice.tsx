import { useLocation } from 'wouter';
import { t } from '../../../lib/i18n';
import { Button } from '../../../ui/button';
import { EngineText } from '../../../ui/engine-text';
import { Notice } from '../../../ui/notice';
import { filePath } from '../routes';
import { useDrafts } from './drafts';

/** Files that were left with changes that are not saved. */
export function DraftsNotice() {
  const drafts = useDrafts((store) => store.drafts);
  const [, navigate] = useLocation();
  return [...drafts.values()].map(({ place }) => (
    <Notice
      key={place.file}
      tone="warn"
      title={t('Changes are not saved')}
      actions={<Button onClick={() => navigate(filePath(place))}>{t('Go on editing')}</Button>}
    >
      <EngineText value={place.file} mono />
    </Notice>
  ));
}
