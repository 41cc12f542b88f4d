import { useQueryClient } from '@tanstack/react-query';
import { Button, Dropdown } from 'antd';
import type { ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import { speak } from '../texts/texts.ts';
import { useLanguage } from '../texts/use-say.ts';
import { ThemeIcon } from './icons.tsx';
import { chooseTheme, themes, useTheme } from './use-theme.ts';

/** Language and theme, remembered on this device. */
export function Choices(): ReactElement {
  const { t } = useTranslation();
  const queries = useQueryClient();
  const lang = useLanguage();
  const theme = useTheme();
  const other = lang === 'zh' ? 'en' : 'zh';
  const change = async (): Promise<void> => {
    await speak(other);
    await queries.invalidateQueries();
  };
  return (
    <div className="row tight">
      <Button type="text" size="small" lang={other === 'zh' ? 'zh-CN' : 'en'} onClick={() => void change()}>
        {other === 'zh' ? '中文' : 'English'}
      </Button>
      <Dropdown
        trigger={['click']}
        menu={{
          items: themes.map((key) => ({ key, label: t(`theme.${key}`) })),
          selectedKeys: [theme],
          onClick: ({ key }) => chooseTheme(themes.find((one) => one === key) ?? 'system'),
        }}
      >
        <Button type="text" size="small" aria-label={t('theme.label')} icon={<ThemeIcon />} />
      </Dropdown>
    </div>
  );
}
