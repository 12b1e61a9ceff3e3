import { useDebouncedValue } from '@mantine/hooks';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import type { AccessProblem, AccessSettings, Authority } from '../../../../main/contract/engine-access';
import { t } from '../../../lib/i18n';
import { rpc } from '../../../rpc/client';
import { useLastingMutation } from '../use-lasting-mutation';
import { type AccessDraft, accessOf, draftOf, hasPassword, isSame } from './access-draft';

const SETTLED_MS = 200;

/** What main says of what stands in the form. */
function useChecked(access: AccessSettings) {
  const [settled] = useDebouncedValue(JSON.stringify(access), SETTLED_MS);
  return useQuery({
    queryKey: ['machine', 'access', settled],
    queryFn: ({ signal }) => rpc.call('machine.checkAccess', JSON.parse(settled) as AccessSettings, { signal }),
    placeholderData: (previous) => previous,
    // It may hold a password.
    gcTime: 0,
  });
}

const inClear = (field: AccessProblem['field']): AccessProblem => ({
  field,
  message: t('Its password is kept in clear: say below that it may be.'),
});

/** The form of the settings, which may be changed elsewhere meanwhile: untouched, it follows them. */
export function useAccessForm(stored: AccessSettings) {
  const [seen, setSeen] = useState(stored);
  /** What the draft began with; once it is saved, what was saved. */
  const [base, setBase] = useState(stored);
  const [draft, setDraft] = useState<AccessDraft>(() => draftOf(stored));
  const [mayKeep, setMayKeep] = useState(() => hasPassword(stored));
  const access = accessOf(draft, base);
  const changed = !isSame(access, base);
  if (!isSame(seen, stored)) {
    setSeen(stored);
    if (!changed) {
      setBase(stored);
      setDraft(draftOf(stored));
      setMayKeep(hasPassword(stored));
    }
  }
  const save = useLastingMutation({
    mutationFn: (wished: AccessSettings) => rpc.call('machine.update', { access: wished }),
    onSuccess: (_, wished) => {
      setBase(wished);
      setDraft(draftOf(wished));
    },
  });
  const checked = useChecked(access);
  const withPassword = hasPassword(access);
  const where = hasPassword({ ...access, httpProxy: '' }) ? 'httpsProxy' : 'httpProxy';
  const problems = [...(checked.data?.problems ?? []), ...(withPassword && !mayKeep ? [inClear(where)] : [])];
  const known = new Map<string, Authority>(checked.data?.authorities.map((one) => [one.pem, one]));
  return {
    ...{ draft, access, changed, problems, known, save, withPassword, mayKeep, setMayKeep },
    checkError: checked.error,
    change: (patch: Partial<AccessDraft>): void => {
      save.reset();
      setDraft((old) => ({ ...old, ...patch }));
    },
    reset: (): void => {
      save.reset();
      setDraft(draftOf(base));
      setMayKeep(hasPassword(base));
    },
  };
}
