import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import type { ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import { ask } from '../api/client.ts';
import type { SharedValues as Shared } from '../api/contract.ts';
import { keyed } from '../shown/keyed.ts';
import { useFormat } from '../shown/use-format.ts';
import { useName } from '../texts/use-say.ts';

/** Numbers that too many have, of which no duplicates are made; nothing where there are none. */
export function SharedValues(): ReactElement | null {
  const { t } = useTranslation();
  const name = useName();
  const { number } = useFormat();
  const { data } = useQuery({
    queryKey: ['duplicates', 'shared'],
    queryFn: ({ signal }) => ask<Shared>('GET', '/duplicates/shared', { signal }),
  });
  const shared = data?.shared ?? [];
  if (shared.length === 0) return null;
  return (
    <details className="card">
      <summary>{t('duplicates.shared', { count: shared.length })}</summary>
      <div className="stack">
        <p className="soft">{t('duplicates.sharedText')}</p>
        <table className="plain stacks">
          <tbody>
            {keyed(shared).map(({ key, item: { field, shown, customers, examples } }) => (
              <tr key={key}>
                <td>
                  {name(field)} {shown ?? '****'}
                </td>
                <td>{t('duplicates.sharedBy', { customers: number(customers) })}</td>
                <td className="what">
                  {examples.map((each, index) => (
                    <span key={each.id}>
                      {index === 0 ? '' : t('comma')}
                      <Link to="/customers/$id" params={{ id: each.id }}>
                        {each.name ?? each.externalId}
                      </Link>
                    </span>
                  ))}{' '}
                  {customers > examples.length ? t('duplicates.andMore') : null}
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </details>
  );
}
