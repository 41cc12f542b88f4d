import { Button, Dropdown } from 'antd';
import type { ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import { address } from '../api/client.ts';
import { useMay } from '../session/use-session.ts';
import { DownloadIcon } from '../shell/icons.tsx';

const formats = ['xlsx', 'csv', 'json', 'parquet'] as const;

/** All customers with their tiers as a file; who took it is noted. */
export function ExportCustomers(): ReactElement | null {
  const { t } = useTranslation();
  if (!useMay('exports:run')) return null;
  return (
    <Dropdown
      trigger={['click']}
      menu={{
        items: formats.map((format) => ({
          key: format,
          label: (
            <a href={address('/exports/customers', { format })} download>
              {t(`exports.${format}`)}
            </a>
          ),
        })),
      }}
    >
      <Button icon={<DownloadIcon />}>{t('exports.title')}</Button>
    </Dropdown>
  );
}
