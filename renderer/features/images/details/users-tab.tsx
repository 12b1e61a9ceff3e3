import { useQuery } from '@tanstack/react-query';
import { Link } from 'wouter';
import { t } from '../../../lib/i18n';
import { rpc } from '../../../rpc/client';
import { useConnectionId } from '../../../rpc/stores/engine-store';
import { EngineText } from '../../../ui/engine-text';
import { Fact, Facts, Section } from '../../../ui/facts';
import parts from '../../../ui/list-parts.module.css';
import { useImages } from '../images-store';
import classes from '../images.module.css';
import { detailsPath } from '../routes';
import { Loading } from './loading';
import type { ImageTabProps } from './tab';

/** The containers that are of it, and the images that are built on it. */
export function UsersTab({ imageId: id }: Pick<ImageTabProps, 'imageId'>) {
  const row = useImages((state) => state.rows.get(id));
  if (row === undefined) return <Loading id={id} error={null} />;
  return (
    <div className={parts.body}>
      <Section title={t('Containers')} none={row.usedBy.length === 0 && t('No container, running or not')}>
        <Facts>
          {row.usedBy.map((user) => (
            <Fact
              key={user.id}
              name={
                <Link href={`/containers/${encodeURIComponent(user.id)}`}>
                  <EngineText value={user.name} />
                </Link>
              }
            >
              {user.running ? t('running') : t('not running')}
            </Fact>
          ))}
        </Facts>
        {row.moreUsers > 0 && (
          <p className={classes.dim}>{t('and {moreUsers, number} more', { moreUsers: row.moreUsers })}</p>
        )}
      </Section>
      <Children id={id} />
    </div>
  );
}

function Children({ id }: { readonly id: string }) {
  const connection = useConnectionId();
  const { data, error } = useQuery({
    queryKey: ['images', 'children', connection, id],
    queryFn: ({ signal }) => rpc.call('images.plan', { ids: [id] }, { signal }),
    enabled: connection !== null,
    gcTime: 0,
  });
  const fate = data?.[0];
  if (fate === undefined) return <Loading id={id} error={error} />;
  return (
    <Section title={t('Images built on it')} none={fate.children.length === 0 && t('None that this engine knows of')}>
      <ul className={classes.plainList}>
        {fate.children.map((child) => (
          <li key={child.id}>
            <Link href={detailsPath(child.id)}>
              <EngineText value={child.name} wrap />
            </Link>
          </li>
        ))}
      </ul>
      {fate.moreChildren > 0 && (
        <p className={classes.dim}>{t('and {moreChildren, number} more', { moreChildren: fate.moreChildren })}</p>
      )}
    </Section>
  );
}
