import { Alert } from 'antd';
import type { ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import type { Effect, ImportResult } from '../api/contract.ts';
import { Figures } from '../shown/Figures.tsx';
import { useFormat } from '../shown/use-format.ts';
import { UnattributedNote } from './UnattributedNote.tsx';

interface Props {
  readonly result: ImportResult;
  readonly effect: Effect;
}

/** What an import would do: new, changed, the same; the money before and after. */
export function EffectOfImport({ result, effect }: Props): ReactElement {
  const { t } = useTranslation();
  const { number, money, day } = useFormat();
  const { outcome, newCustomers, days, money: sums } = effect;
  const rejected = result.files.reduce((sum, file) => sum + file.rejected, 0);
  const passedOver = result.files.reduce((sum, file) => sum + file.passedOver, 0);
  const counts = { ...outcome, repeated: result.repeated, rejected };
  const shown = {
    added: number(counts.added),
    changed: number(counts.changed),
    unchanged: number(counts.unchanged),
    repeated: number(counts.repeated),
    rejected: number(counts.rejected),
  };
  return (
    <section className="card stack" aria-label={t('effect.title')}>
      <h3 style={{ overflowWrap: 'anywhere' }}>{result.files.map(({ name }) => name).join(t('comma'))}</h3>
      <Alert
        type={rejected > 0 ? 'warning' : 'info'}
        showIcon
        role="status"
        title={t('effect.sentence', shown)}
        description={t('effect.nothingKept')}
      />
      <Figures
        of={[
          ...(['added', 'changed', 'unchanged', 'repeated', 'rejected'] as const).map((name) => ({
            name: t(`effect.${name}`),
            value: shown[name],
          })),
          { name: t('effect.newCustomers'), value: number(newCustomers) },
        ]}
      />
      {passedOver > 0 ? (
        <p className="soft small">{t('imports.passedOver', { rows: number(passedOver) })}</p>
      ) : null}
      {[...new Set(result.files.flatMap(({ notes }) => notes))].map((note) => (
        <p key={note} className="soft small">
          {note}
        </p>
      ))}
      {result.settled === undefined ? null : (
        <p className="soft small">{t('imports.settled', { refunds: number(result.settled) })}</p>
      )}
      <UnattributedNote orders={result.unattributed} />
      {sums === null ? null : (
        <Figures
          of={[
            { name: t('effect.orders'), value: money(sums.orders) },
            { name: t('effect.refunds'), value: money(sums.refunds) },
            { name: t('effect.before'), value: money(sums.before), remark: t('effect.netRemark') },
            {
              name: t('effect.after'),
              value: money(sums.after),
              remark: signed(sums.after - sums.before, money),
            },
          ]}
        />
      )}
      {days === null ? null : (
        <p className="soft small">
          {t('effect.daysName')}
          {t('colon')}
          {t('effect.days', { first: day(days.first), last: day(days.last) })}
        </p>
      )}
    </section>
  );
}

function signed(change: number, money: (major: number) => string): string {
  return change > 0 ? `+${money(change)}` : money(change).replace('-', '−');
}
