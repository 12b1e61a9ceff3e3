import { Checkbox } from '@mantine/core';
import { useMutation } from '@tanstack/react-query';
import type { ProjectDetails } from '../../../../main/contract/compose';
import { Trans } from '../../../lib/i18n';
import { rpc } from '../../../rpc/client';
import { EngineText } from '../../../ui/engine-text';
import { ErrorNotice } from '../../../ui/error-notice';
import classes from '../compose.module.css';

interface Props {
  readonly projectKey: string;
  readonly details: ProjectDetails;
}

/** The profiles its files know; those ticked are kept with the project at once. */
export function ProfileChoice({ projectKey, details: { row, profiles } }: Props) {
  const { place } = row;
  const keep = useMutation({
    mutationFn: async (chosen: string[]) => {
      if (place === null) return;
      await rpc.call('compose.keep', { key: projectKey, place: { ...place, profiles: chosen } });
    },
  });
  if (place === null || profiles.length === 0) return null;
  return (
    <fieldset className={classes.choices}>
      <legend>
        <Trans
          text="Profiles <span>kept with the project</span>"
          tags={{ span: (inner) => <span className={classes.dim}>{inner}</span> }}
        />
      </legend>
      <div className={classes.choiceList}>
        {profiles.map((profile) => (
          <Checkbox
            key={profile}
            size="xs"
            label={<EngineText value={profile} />}
            disabled={keep.isPending}
            checked={place.profiles.includes(profile)}
            onChange={({ currentTarget: { checked } }) =>
              keep.mutate(checked ? [...place.profiles, profile] : place.profiles.filter((one) => one !== profile))
            }
          />
        ))}
      </div>
      {keep.error !== null && <ErrorNotice error={keep.error} />}
    </fieldset>
  );
}
