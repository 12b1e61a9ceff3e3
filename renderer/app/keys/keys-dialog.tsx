import { t } from '../../lib/i18n';
import { Dialog } from '../../ui/dialog';
import { KeyMap } from './key-map';

interface Props {
  readonly opened: boolean;
  readonly onClose: () => void;
}

export const KeysDialog = ({ opened, onClose }: Props) => (
  <Dialog opened={opened} title={t('Keys')} onClose={onClose} width="wide">
    <KeyMap />
  </Dialog>
);
