import { Menu } from '@mantine/core';
import { IconDots } from '@tabler/icons-react';
import { t } from '../../../lib/i18n';
import { CopyButton } from '../../../ui/copy-button';
import { DetailsPane } from '../../../ui/details-pane';
import { IconButton } from '../../../ui/icon-button';
import { Tabs } from '../../../ui/tabs';
import { type ImageDeeds, ImageMenu } from '../actions/image-menu';
import classes from '../images.module.css';
import { useImages } from '../images-store';
import { detailsPath } from '../routes';
import { referenceOf, shortId, titleOf } from '../words';
import type { ImageTab } from './tab';

interface Props {
  readonly id: string;
  readonly tabs: readonly ImageTab[];
  readonly shown: ImageTab;
  readonly deeds: ImageDeeds;
  readonly onClose: () => void;
}

/** One image beside the list, or over it where there is no room. */
export function ImageDetails({ id, tabs, shown, deeds, onClose }: Props) {
  const row = useImages((state) => state.rows.get(id));
  const title = row === undefined ? shortId(id) : titleOf(row);
  return (
    <DetailsPane
      of={id}
      label={t('Image {title}', { title })}
      title={title}
      subtitle={<span className={classes.sum}>{shortId(id)}</span>}
      actions={
        <>
          <CopyButton text={title} label={t('Copy name')} />
          {row !== undefined && (
            <Menu position="bottom-end">
              <Menu.Target>
                <IconButton label={t('Image actions')} icon={<IconDots size={16} />} />
              </Menu.Target>
              <Menu.Dropdown>
                <ImageMenu rows={[row]} deeds={deeds} />
              </Menu.Dropdown>
            </Menu>
          )}
        </>
      }
      onClose={onClose}
    >
      <Tabs tabs={tabs} shown={shown} hrefOf={(one) => detailsPath(id, one === tabs[0] ? null : one.path)}>
        <shown.Content key={id} imageId={id} reference={row === undefined ? id : referenceOf(row)} />
      </Tabs>
    </DetailsPane>
  );
}
