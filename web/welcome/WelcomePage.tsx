import { useQuery } from '@tanstack/react-query';
import { Steps } from 'antd';
import type { ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import { businessQuery } from '../session/use-business.ts';
import { useSession } from '../session/use-session.ts';
import { Alone } from '../shell/Alone.tsx';
import { useTitle } from '../shell/use-title.ts';
import { ProblemList } from '../shown/ProblemList.tsx';
import { OrdersStep } from './OrdersStep.tsx';
import { OwnerStep } from './OwnerStep.tsx';
import { StandardStep } from './StandardStep.tsx';

/** The first steps. Where somebody is follows from what is there already, so that they can go on at any time. */
export function WelcomePage(): ReactElement {
  const { t } = useTranslation();
  const user = useSession()?.user ?? null;
  const { data: business, error } = useQuery({ ...businessQuery, enabled: user !== null });
  useTitle(t('welcome.title'));
  const step = user === null ? 0 : business === undefined ? -1 : business.scheme === null ? 1 : 2;
  return (
    <Alone>
      <Steps
        size="small"
        current={step}
        responsive={false}
        titlePlacement="vertical"
        style={{ width: '100%', maxWidth: 620 }}
        items={[
          { title: t('welcome.steps.owner') },
          { title: t('welcome.steps.standard') },
          { title: t('welcome.steps.orders') },
        ]}
      />
      <ProblemList error={error} />
      {step === 0 ? <OwnerStep /> : null}
      {step === 1 && business !== undefined ? <StandardStep business={business} /> : null}
      {step === 2 && business !== undefined ? <OrdersStep customers={business.customers} /> : null}
    </Alone>
  );
}
