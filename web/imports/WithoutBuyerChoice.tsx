import { Alert, Checkbox } from 'antd';
import type { ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import type { PreviewedFile } from '../api/contract.ts';
import type { PlannedFile } from './import-plan.ts';

interface Props {
  readonly file: PlannedFile;
  readonly read: PreviewedFile;
  readonly change: (next: PlannedFile) => void;
}

/** Whether orders that do not say whose they are come in. */
export function WithoutBuyerChoice({ file, read, change }: Props): ReactElement | null {
  const { t } = useTranslation();
  if (read.holds === 'items') return null;
  const hasBuyers = read.columns.some(({ field }) => field === 'customer_id');
  return (
    <div className="stack tight">
      {read.keepsNobody && !hasBuyers ? (
        <Alert type="info" showIcon title={t('unattributed.keptAll')} />
      ) : null}
      <Checkbox
        checked={read.keepsNobody}
        onChange={({ target }) => change({ ...file, withoutBuyer: target.checked ? 'keep' : 'leave-out' })}
      >
        {t('unattributed.keep')}
      </Checkbox>
    </div>
  );
}
