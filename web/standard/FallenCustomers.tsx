import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import type { ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import type { SchemeWarning } from '../api/contract.ts';
import { fieldsQuery } from '../api/fields.ts';
import { useFormat } from '../shown/use-format.ts';
import { useSubjectName } from './use-subject-name.ts';

type Fallen = NonNullable<SchemeWarning['customers']>;

/** The customers who fall into a trap: some by name, all of them in the list. The draft stays open beside them. */
export function FallenCustomers({ customers }: { readonly customers: Fallen }): ReactElement {
  const { t } = useTranslation();
  const { number, value } = useFormat();
  const nameOf = useSubjectName();
  const fields = useQuery(fieldsQuery).data?.fields ?? [];
  const { count, shown, filter } = customers;
  if (count === 0) return <span className="soft">{t('draft.nobodyFalls')}</span>;
  const typeOf = (id: string) => fields.find((field) => field.id === id)?.type;
  return (
    <div className="stack tight">
      <strong>{t('draft.fallen', { customers: number(count) })}</strong>
      <ul className="small fallen">
        {shown.map(({ id, externalId, name, metrics }) => (
          <li key={id}>
            <Link to="/customers/$id" params={{ id }} target="_blank">
              {name ?? externalId}
            </Link>{' '}
            <span className="soft">
              {Object.entries(metrics)
                .map(([metric, cell]) => `${nameOf(metric)} ${value(cell, typeOf(metric))}`)
                .join(t('draft.comma'))}
            </span>
          </li>
        ))}
      </ul>
      <Link to="/customers" search={{ filter }} target="_blank">
        {t('draft.showFallen')}
      </Link>
    </div>
  );
}
