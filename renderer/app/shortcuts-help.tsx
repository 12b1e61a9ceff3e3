import { keyLabel } from '../lib/platform';
import { useShortcutGroups } from '../lib/shortcuts';
import { Dialog } from '../ui/dialog';
import { Kbd } from '../ui/kbd';
import classes from './shortcuts-help.module.css';

interface Props {
  readonly opened: boolean;
  readonly onClose: () => void;
}

/** The keys that work at the moment, as the views have registered them. */
export function ShortcutsHelp({ opened, onClose }: Props) {
  const groups = useShortcutGroups();
  const titles = [...new Set(groups.map((group) => group.title))];
  return (
    <Dialog opened={opened} title="Keys" onClose={onClose} width="wide">
      <div className={classes.groups} tabIndex={0} data-autofocus>
        {titles.map((title) => (
          <section key={title} aria-label={title}>
            <h3>{title}</h3>
            <dl className={classes.list}>
              {groups
                .filter((group) => group.title === title)
                .flatMap((group) => group.shortcuts)
                .map(({ keys, description }) => (
                  <div key={description} className={classes.entry}>
                    <dt>{description}</dt>
                    <dd>
                      {[keys].flat().map((key) => (
                        <Kbd key={key}>{keyLabel(key)}</Kbd>
                      ))}
                    </dd>
                  </div>
                ))}
            </dl>
          </section>
        ))}
      </div>
    </Dialog>
  );
}
