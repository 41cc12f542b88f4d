import { Link } from '@tanstack/react-router';
import { Button } from 'antd';
import { type ReactElement, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { ImportFlow } from '../imports/ImportFlow.tsx';
import { useFormat } from '../shown/use-format.ts';

/** The first customers and orders: files of one's own, or the sample shop; nothing to do where there are some. */
export function OrdersStep({ customers }: { readonly customers: number }): ReactElement {
  const { t } = useTranslation();
  const { number } = useFormat();
  // Those who come in on this page are told of with their import.
  const [there] = useState(customers);
  const onward = (
    <Link to="/">
      <Button type="primary" size="large">
        {t('welcome.seeTiers')}
      </Button>
    </Link>
  );
  if (there > 0) {
    return (
      <div className="middle stack wide">
        <div className="stack tight">
          <h1>{t('welcome.thereTitle')}</h1>
          <p className="soft">{t('welcome.thereText', { customers: number(there) })}</p>
        </div>
        <div>{onward}</div>
      </div>
    );
  }
  return (
    <div className="middle stack wide">
      <div className="stack tight">
        <h1>{t('welcome.ordersTitle')}</h1>
        <p className="soft">{t('welcome.ordersText')}</p>
      </div>
      <ImportFlow
        instead={(startSample) => (
          <div className="row">
            <Button onClick={startSample}>{t('welcome.sample')}</Button>
            <span className="soft small grow">{t('welcome.sampleText')}</span>
            <Link to="/" className="soft small">
              {t('welcome.later')}
            </Link>
          </div>
        )}
        then={onward}
      />
    </div>
  );
}
