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
          colorPrimaryBg: colors.accentSoft,
          colorSuccess: colors.good,
          colorSuccessBg: colors.goodSoft,
          colorSuccessBorder: `color-mix(in srgb, ${colors.good} 35%, ${colors.goodSoft})`,
          colorError: colors.bad,
          colorErrorBg: colors.badSoft,
          colorErrorBorder: `color-mix(in srgb, ${colors.bad} 35%, ${colors.badSoft})`,
          colorBgBase: colors.surface,
          colorBgContainer: colors.surface,
          colorBgElevated: colors.raised,
          colorBgLayout: colors.paper,
          colorBorder: colors.border,
          colorBorderSecondary: colors.line,
          colorTextBase: colors.ink,
          motion: !matchMedia('(prefers-reduced-motion: reduce)').matches,
          borderRadius: 9,
          fontSize: 15,
          controlHeight: 38,
          fontFamily: 'inherit',
        },
        components: {
          Button: { primaryColor: colors.onAccent },
          Slider: {
            trackBg: colors.accent,
            trackHoverBg: colors.accent,
            handleColor: colors.accent,
          },
          Form: { itemMarginBottom: 20 },
          Table: {
            headerBg: 'transparent',
            headerColor: colors.soft,
            headerSplitColor: 'transparent',
            cellPaddingInlineMD: 14,
          },
        },
      }}
    >
      <App component={false}>{children}</App>
    </ConfigProvider>
  );
}
