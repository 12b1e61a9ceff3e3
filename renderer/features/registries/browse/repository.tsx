import { IconArrowLeft } from '@tabler/icons-react';
import { useEffect, useRef, useState } from 'react';
import { t } from '../../../lib/i18n';
import { rpc } from '../../../rpc/client';
import { Button } from '../../../ui/button';
import { EngineText } from '../../../ui/engine-text';
import { Section } from '../../../ui/facts';
import classes from '../registries.module.css';
import { NameList } from './name-list';
import { TagDetails } from './tag-details';
import { useNames } from './use-names';

interface Props {
  readonly registry: string;
  readonly repository: string;
  readonly onPull: ((reference: string) => void) | undefined;
  readonly onBack: () => void;
}

/** The tags of a repository, and what one of them means. */
export function Repository({ registry, repository, onPull, onBack }: Props) {
  const [tag, setTag] = useState<string | null>(null);
  const back = useRef<HTMLButtonElement>(null);
  useEffect(() => back.current?.focus({ preventScroll: true }), []);
  const names = useNames([registry, repository], (after, signal) =>
    rpc.call('registries.tags', { registry, repository, after }, { signal }),
  );
  return (
    <>
      <div className={classes.path}>
        <Button ref={back} variant="subtle" icon={<IconArrowLeft size={15} />} onClick={onBack}>
          {t('Repositories')}
        </Button>
        <strong>
          <EngineText value={repository} />
        </strong>
      </div>
      {tag !== null && (
        <TagDetails
          key={tag}
          {...{ registry, repository, tag, onPull }}
          onDeleted={() => {
            setTag(null);
            back.current?.focus();
          }}
        />
      )}
      <Section title={t('Tags')}>
        <NameList label={t('Tags')} none={t('It has no tags.')} names={names} current={tag} onOpen={setTag} />
      </Section>
    </>
  );
}
