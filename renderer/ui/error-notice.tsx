import { explainError } from '../lib/errors';
import { t } from '../lib/i18n';
import { Button } from './button';
import { EngineText } from './engine-text';
import { Notice } from './notice';

interface Props {
  /** What an `rpc` call rejected with. */
  readonly error: unknown;
  readonly onRetry?: () => void;
}

export function ErrorNotice({ error, onRetry }: Props) {
  const { title, engineWords, advice } = explainError(error);
  return (
    <Notice
      tone="bad"
      role="alert"
      title={title}
      actions={onRetry !== undefined && <Button onClick={onRetry}>{t('Try again')}</Button>}
    >
      {engineWords !== '' && <EngineText value={engineWords} wrap />}
      {advice}
    </Notice>
  );
}
