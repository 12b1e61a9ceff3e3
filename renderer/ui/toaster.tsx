import { IconAlertTriangle, IconCircleCheck, IconCircleX, IconX } from '@tabler/icons-react';
import { t } from '../lib/i18n';
import { Button } from './button';
import { EngineText } from './engine-text';
import { IconButton } from './icon-button';
import { dismissToast, type Toast, useToasts } from './toast-store';
import classes from './toaster.module.css';

const icons = { ok: IconCircleCheck, warn: IconAlertTriangle, bad: IconCircleX } as const;

/** Once a page. The region is there before its first message: a live region that comes with its text is not read out. */
export function Toaster() {
  const toasts = useToasts((state) => state.toasts);
  return (
    <div className={classes.region} aria-live="polite" aria-relevant="additions">
      {toasts.map((toast) => (
        <Card key={toast.id} toast={toast} />
      ))}
    </div>
  );
}

function Card({ toast: { id, tone, title, engineWords, onShow } }: { readonly toast: Toast }) {
  const Icon = icons[tone];
  return (
    <div className={classes.card} data-tone={tone}>
      <Icon size={16} className={classes.icon} aria-hidden />
      <div className={classes.text}>
        <EngineText value={title} wrap />
        {engineWords !== '' && (
          <div className={classes.words}>
            <EngineText value={engineWords} wrap />
          </div>
        )}
      </div>
      {onShow !== null && (
        <Button
          variant="subtle"
          onClick={() => {
            dismissToast(id);
            onShow();
          }}
        >
          {t('Show')}
        </Button>
      )}
      <IconButton label={t('Dismiss')} icon={<IconX size={14} />} onClick={() => dismissToast(id)} />
    </div>
  );
}
