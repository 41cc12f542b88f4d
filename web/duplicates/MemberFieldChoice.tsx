import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { Select } from 'antd';
import type { ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import { ask } from '../api/client.ts';
import type { MemberFields } from '../api/contract.ts';
import { useMay } from '../session/use-session.ts';
import { ProblemList } from '../shown/ProblemList.tsx';
import { useName } from '../texts/use-say.ts';

/** For who sets up the business: which of its own fields identify a customer. Nothing where it has none. */
export function MemberFieldChoice({ changed }: { readonly changed: () => void }): ReactElement | null {
  const { t } = useTranslation();
  const name = useName();
  const queries = useQueryClient();
  const may = useMay('settings:write');
  const queryKey = ['duplicates', 'member-fields'];
  const { data } = useQuery({
    queryKey,
    queryFn: ({ signal }) => ask<MemberFields>('GET', '/duplicates/member-fields', { signal }),
    enabled: may,
  });
  const save = useMutation({
    mutationFn: (fields: readonly string[]) =>
      ask<MemberFields>('PUT', '/duplicates/member-fields', { body: { fields } }),
    onSuccess: (saved) => {
      queries.setQueryData(queryKey, saved);
      changed();
    },
  });
  if (!may || data === undefined || data.fields.length === 0) return null;
  return (
    <section className="card stack tight">
      <h2>{t('duplicates.members')}</h2>
      <p className="soft">{t('duplicates.membersText')}</p>
      <ProblemList error={save.error} />
      <Select
        mode="multiple"
        aria-label={t('duplicates.members')}
        placeholder={t('duplicates.membersChoose')}
        value={data.fields.filter(({ identifies }) => identifies).map(({ id }) => id)}
        options={data.fields.map((field) => ({ value: field.id, label: name(field.name) }))}
        onChange={(fields: string[]) => save.mutate(fields)}
        style={{ maxWidth: 480 }}
      />
    </section>
  );
}
