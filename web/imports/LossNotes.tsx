import { Alert } from 'antd';
import type { ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import type { ImportResult } from '../api/contract.ts';
import { useFormat } from '../shown/use-format.ts';

interface Props {
  readonly result: ImportResult;
}

/** What customers lose by a list: values that blank cells take away, and full ones replaced by others that came masked. */
export function LossNotes({ result }: Props): ReactElement {
  const { t } = useTranslation();
  const { number } = useFormat();
  const list = (count: 'taken' | 'masked'): string =>
    result.losses
      .filter((lost) => lost[count] > 0)
      .map((lost) => `${lost.column} ${number(lost[count])}`)
      .join(t('comma'));
  const rows = result.files.reduce((sum, file) => sum + file.unknownBuyers, 0);
  const taken = list('taken');
  const masked = list('masked');
  return (
    <>
      {taken === '' ? null : (
        <Alert
          type="warning"
          showIcon
          title={t('losses.taken', { list: taken })}
          description={t('losses.keep')}
        />
      )}
      {masked === '' ? null : <Alert type="warning" showIcon title={t('losses.masked', { list: masked })} />}
      {rows === 0 ? null : (
        <Alert type="info" showIcon title={t('unattributed.unknown', { rows: number(rows) })} />
      )}
    </>
  );
}
