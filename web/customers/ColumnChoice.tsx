import { Button, Checkbox, Popover } from 'antd';
import type { ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import { ColumnsIcon } from '../shell/icons.tsx';
import { useName } from '../texts/use-say.ts';
import { type Column, usualColumns } from './columns.ts';
import type { View } from './view.ts';

interface Props {
  readonly columns: readonly Column[];
  readonly view: View;
  readonly show: (view: View) => void;
}

export function ColumnChoice({ columns, view, show }: Props): ReactElement {
  const { t } = useTranslation();
  const nameOf = useName();
  return (
    <Popover
      trigger="click"
      placement="bottomRight"
      content={
        <Checkbox.Group
          value={[...(view.columns ?? usualColumns)]}
          onChange={(chosen) => show({ ...view, columns: chosen.map(String) })}
          style={{ display: 'grid', gap: 6, maxHeight: 420, overflowY: 'auto' }}
          options={columns.map(({ id, name }) => ({ value: id, label: nameOf(name) }))}
        />
      }
    >
      <Button icon={<ColumnsIcon />}>{t('customers.columns')}</Button>
    </Popover>
  );
}
