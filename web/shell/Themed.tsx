import { App, ConfigProvider, theme } from 'antd';
import enUS from 'antd/locale/en_US';
import zhCN from 'antd/locale/zh_CN';
import { type ReactElement, type ReactNode, useLayoutEffect } from 'react';
import { useLanguage } from '../texts/use-say.ts';
import { dark, light } from './palette.ts';
import { useIsDark } from './use-theme.ts';

/** Colours, shapes and the components' own words for everything within. */
export function Themed({ children }: { readonly children: ReactNode }): ReactElement {
  const isDark = useIsDark();
  const lang = useLanguage();
  const colors = isDark ? dark : light;
  useLayoutEffect(() => {
    document.documentElement.dataset.theme = isDark ? 'dark' : 'light';
  }, [isDark]);
  return (
    <ConfigProvider
      locale={lang === 'zh' ? zhCN : enUS}
      button={{ autoInsertSpace: false }}
      theme={{
        algorithm: isDark ? theme.darkAlgorithm : theme.defaultAlgorithm,
        token: {
          colorPrimary: colors.accent,
          colorLink: colors.accent,
          colorBgBase: colors.surface,
          colorBgLayout: colors.paper,
          colorTextBase: colors.ink,
          borderRadius: 9,
          fontSize: 15,
          controlHeight: 38,
          fontFamily: 'inherit',
        },
        components: {
          Table: { headerBg: 'transparent', headerColor: colors.soft, headerSplitColor: 'transparent' },
        },
      }}
    >
      <App component={false}>{children}</App>
    </ConfigProvider>
  );
}
