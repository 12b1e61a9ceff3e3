import { IconClipboardText } from '@tabler/icons-react';
import { type ReactNode, useState } from 'react';
import { t } from '../../../lib/i18n';
import { Button } from '../../../ui/button';
import { useReturnedFocus } from '../../../ui/use-returned-focus';
import classes from '../create.module.css';
import { PasteDialog } from './paste-dialog';
import { TemplatesMenu } from './templates-menu';

interface Props {
  readonly title: ReactNode;
}

export function PageHead({ title }: Props) {
  const [pasting, setPasting] = useState(false);
  useReturnedFocus(pasting);
  return (
    <header className={classes.head}>
      <h1 tabIndex={-1}>{title}</h1>
      <div className={classes.headButtons}>
        <Button icon={<IconClipboardText size={15} />} onClick={() => setPasting(true)}>
          {t('Paste docker run…')}
        </Button>
        <TemplatesMenu />
      </div>
      {pasting && <PasteDialog onClose={() => setPasting(false)} />}
    </header>
  );
}
