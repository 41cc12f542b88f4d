import { Tabs } from 'antd';
import type { ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import { AlertThresholds } from '../radar/AlertThresholds.tsx';
import { useMay } from '../session/use-session.ts';
import { Page } from '../shell/Page.tsx';
import { Sources } from '../sources/Sources.tsx';
import { Webhooks } from '../webhooks/Webhooks.tsx';
import { AuditList } from './AuditList.tsx';
import { BusinessForm } from './BusinessForm.tsx';
import { Keys } from './Keys.tsx';
import { Users } from './Users.tsx';

/** The business, its people, keys of other systems, what they are told and what they push, and who did what. */
export function SettingsPage(): ReactElement {
  const { t } = useTranslation();
  const tabs = [
    {
      key: 'business',
      label: t('settings.business'),
      children: (
        <div className="stack">
          <BusinessForm />
          <AlertThresholds />
        </div>
      ),
      shown: useMay('settings:write'),
    },
    { key: 'users', label: t('settings.users'), children: <Users />, shown: useMay('users:manage') },
    { key: 'keys', label: t('settings.keys'), children: <Keys />, shown: useMay('keys:manage') },
    {
      key: 'webhooks',
      label: t('settings.webhooks'),
      children: <Webhooks />,
      shown: useMay('webhooks:manage'),
    },
    {
      key: 'sources',
      label: t('settings.sources'),
      children: <Sources />,
      shown: useMay('webhooks:manage'),
    },
    { key: 'audit', label: t('settings.audit'), children: <AuditList />, shown: useMay('audit:read') },
  ];
  return (
    <Page title={t('settings.title')}>
      <Tabs items={tabs.filter(({ shown }) => shown).map(({ shown: _, ...tab }) => tab)} destroyOnHidden />
    </Page>
  );
}
