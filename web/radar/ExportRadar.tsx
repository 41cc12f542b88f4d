import { Button, Dropdown } from 'antd';
import type { ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import { address } from '../api/client.ts';
import { useMay } from '../session/use-session.ts';
import { DownloadIcon } from '../shell/icons.tsx';
import type { RadarView } from './radar-view.ts';

const formats = ['xlsx', 'csv', 'json'] as const;

/** Everybody who falls, as chosen, as a file; who took it is noted. */
export function ExportRadar({
  view: { days, tier, owner },
}: {
  readonly view: RadarView;
}): ReactElement | null {
  const { t } = useTranslation();
  if (!useMay('exports:run')) return null;
  return (
    <Dropdown
      trigger={['click']}
      menu={{
        items: formats.map((format) => ({
          key: format,
          label: (
            <a href={address('/radar/file', { days: days ?? 90, tier, owner, format })} download>
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
