import { Link } from '@tanstack/react-router';
import { Button } from 'antd';
import type { ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import { useImportRun } from '../imports/ImportRun.tsx';
import { useMay } from '../session/use-session.ts';
import { ProblemList } from '../shown/ProblemList.tsx';

/** No customers: where they come from. */
export function NothingYet(): ReactElement {
  const { t } = useTranslation();
  const run = useImportRun();
  if (!useMay('imports:run')) {
    return (
      <div className="card empty">
        <h2>{t('nothing.title')}</h2>
        <p>{t('nothing.textOwn')}</p>
      </div>
    );
  }
  return (
    <div className="card empty">
      <h2>{t('nothing.title')}</h2>
      <p>{t('nothing.text')}</p>
      <ProblemList problems={run.problems} />
      <div className="row" style={{ justifyContent: 'center' }}>
        <Link to="/imports">
          <Button type="primary">{t('nothing.import')}</Button>
        </Link>
        <Button onClick={run.startSample} loading={run.isActive}>
          {t('nothing.sample')}
        </Button>
      </div>
    </div>
  );
}
