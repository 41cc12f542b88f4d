import { Link } from '@tanstack/react-router';
import type { ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import type { TierChange } from '../api/contract.ts';
import { useFormat } from '../shown/use-format.ts';
import { Move } from './Move.tsx';
import { useKindWords } from './use-kind-words.ts';

/** Whose tier changed, how, from which day on and why; the latest first. */
export function ChangesTable({ changes }: { readonly changes: readonly TierChange[] }): ReactElement {
  const { t } = useTranslation();
  const { day } = useFormat();
  const kindWords = useKindWords();
  return (
    <section className="card">
      <table className="plain stacks">
        <thead>
          <tr>
            <th>{t('changes.customer')}</th>
            <th>{t('changes.move')}</th>
            <th>{t('changes.day')}</th>
            <th>{t('changes.kind')}</th>
            <th>{t('fields.owner')}</th>
          </tr>
        </thead>
        <tbody>
          {changes.map((change) => (
            <tr key={`${change.customer} ${change.effective}`}>
              <td>
                <Link to="/customers/$id" params={{ id: change.customer }}>
                  {change.name ?? change.externalId}
                </Link>
              </td>
              <td>
                <span className="row tight">
                  <span className={change.rises ? 'good' : 'bad'} aria-hidden>
                    {change.rises ? '▲' : '▼'}
                  </span>
                  <Move from={change.from} to={change.to} />
                </span>
              </td>
              <td className="soft">{day(change.effective)}</td>
              <td className="soft">{kindWords(change)}</td>
              <td className="soft">{change.owner}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  );
}
