import { Link } from '@tanstack/react-router';
import { Button } from 'antd';
import type { ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import { ImportFlow } from '../imports/ImportFlow.tsx';

/** The first customers and orders: files of one's own, or the sample shop. */
export function OrdersStep(): ReactElement {
  const { t } = useTranslation();
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
        then={
          <Link to="/">
            <Button type="primary" size="large">
              {t('welcome.seeTiers')}
            </Button>
          </Link>
        }
      />
    </div>
  );
}
