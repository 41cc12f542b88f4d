import { Segmented } from 'antd';
import { type ReactElement, type ReactNode, useState } from 'react';
import { useTranslation } from 'react-i18next';

interface Props {
  readonly title: string;
  readonly chart: ReactNode;
  readonly table: ReactNode;
}

/** The same figures to look at or to read. */
export function ChartOrTable({ title, chart, table }: Props): ReactElement {
  const { t } = useTranslation();
  const [shown, show] = useState<'chart' | 'table'>('chart');
  return (
    <section className="card stack" aria-label={title}>
      <div className="row between">
        <h2>{title}</h2>
        <Segmented
          className="no-print"
          size="small"
          aria-label={t('shownAs.label')}
          value={shown}
          onChange={show}
          options={[
            { value: 'chart' as const, label: t('shownAs.chart') },
            { value: 'table' as const, label: t('shownAs.table') },
          ]}
        />
      </div>
      {shown === 'chart' ? chart : <div className="scroll-x">{table}</div>}
    </section>
  );
}
