import { Link } from '@tanstack/react-router';
import type { ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import type { Fall } from '../api/contract.ts';
import { Move } from '../ledger/Move.tsx';
import { useFormat } from '../shown/use-format.ts';
import { useSaid } from '../shown/use-said.ts';

/** Who falls, on which day, and what keeps the tier; the earliest first. */
export function FallTable({ falls }: { readonly falls: readonly Fall[] }): ReactElement {
  const { t } = useTranslation();
  const said = useSaid();
  const { day, money } = useFormat();
  return (
    <table className="plain stacks">
      <thead>
        <tr>
          <th>{t('changes.customer')}</th>
          <th>{t('changes.move')}</th>
          <th>{t('radar.day')}</th>
          <th>{t('radar.keeps')}</th>
          <th>{t('fields.owner')}</th>
          <th className="number">{t('radar.spent')}</th>
        </tr>
      </thead>
      <tbody>
        {falls.map((fall) => (
          <tr key={fall.customer}>
            <td>
              <Link to="/customers/$id" params={{ id: fall.customer }}>
                {fall.name ?? fall.externalId}
              </Link>
            </td>
            <td>
              <Move from={fall.from} to={fall.to} />
            </td>
            <td style={{ whiteSpace: 'nowrap' }}>{day(fall.fallsOn)}</td>
            <td>
              {fall.keepBy === null || fall.keeps.zh === '' ? (
                <span className="soft">{fall.keepBy === null ? t('radar.byHand') : '–'}</span>
              ) : (
                <>
                  {said(fall.keeps)}{' '}
                  <span className="soft small">{t('radar.by', { day: day(fall.keepBy) })}</span>
                </>
              )}
            </td>
            <td className="soft" style={{ whiteSpace: 'nowrap' }}>
              {fall.owner}
            </td>
            <td className="number" data-label={t('radar.spent')}>
              {money(fall.spend)}
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}
