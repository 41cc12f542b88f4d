import { Button, Dropdown } from 'antd';
import type { ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import { address, type Query } from '../api/client.ts';
import { useMay } from '../session/use-session.ts';
import { DownloadIcon } from '../shell/icons.tsx';
import { currentLanguage } from '../texts/language.ts';

interface Props {
  readonly path: string;
  readonly query?: Query;
}

const formats = ['xlsx', 'csv', 'json', 'jsonl', 'parquet'] as const;

/** What the server writes into a file, for whoever may export; who took it is noted. */
export function ExportFile({ path, query = {} }: Props): ReactElement | null {
  const { t } = useTranslation();
  if (!useMay('exports:run')) return null;
  return (
    <Dropdown
      trigger={['click']}
      menu={{
        items: formats.map((format) => ({
          key: format,
          label: (
            <a href={address(path, { ...query, format, headers: currentLanguage() })} download>
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
