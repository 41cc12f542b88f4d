import { Button } from 'antd';
import type { ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import type { View } from './view.ts';

interface Props {
  readonly view: View;
  readonly show: (view: View) => void;
}

/** Nobody is what the view asks for: what to do about it. */
export function NoCustomers({ view, show }: Props): ReactElement {
  const { t } = useTranslation();
  const asks = view.search !== undefined || view.filter !== undefined;
  return (
    <div className="empty">
      <p>{t('customers.none')}</p>
      {asks ? (
        <Button onClick={() => show({ ...view, search: undefined, filter: undefined })}>
          {t('customers.all')}
        </Button>
      ) : null}
    </div>
  );
}
