import { useMemo } from 'react';
import { currencyDecimals, formatMoney } from '../../src/domain/currency.ts';
import type { Lang } from '../../src/domain/text.ts';
import { useBusiness } from '../session/use-business.ts';
import { useLanguage } from '../texts/use-say.ts';

export interface Format {
  /** Major units: `¥12,345.60`. */
  readonly money: (major: number | null | undefined) => string;
  /** For charts and cards: `¥1.2万`, `¥12K`. */
  readonly shortMoney: (major: number) => string;
  readonly number: (value: number | null | undefined, decimals?: number) => string;
  readonly percent: (share: number) => string;
  /** A moment in the business's time zone. */
  readonly moment: (iso: string | null | undefined) => string;
  readonly value: (value: unknown, type?: string) => string;
}

const none = '–';

export function useFormat(): Format {
  const lang = useLanguage();
  const business = useBusiness();
  const currency = business?.currency ?? 'CNY';
  const timeZone = business?.timeZone;
  return useMemo(() => formatOf(lang, currency, timeZone), [lang, currency, timeZone]);
}

/** A metric's value where it is a number. */
export function asNumber(value: unknown): number | null {
  return typeof value === 'number' ? value : null;
}

function formatOf(lang: Lang, currency: string, timeZone: string | undefined): Format {
  const locale = lang === 'zh' ? 'zh-CN' : 'en-GB';
  const compact = new Intl.NumberFormat(lang === 'zh' ? 'zh-CN' : 'en', {
    notation: 'compact',
    maximumFractionDigits: 1,
  });
  const symbol = formatMoney(0n, currency).replace('0', '');
  const moments = new Intl.DateTimeFormat(locale, {
    dateStyle: 'medium',
    timeStyle: 'short',
    ...(timeZone === undefined ? {} : { timeZone }),
  });
  const number = (value: number | null | undefined, decimals = 2): string =>
    value === null || value === undefined
      ? none
      : new Intl.NumberFormat('en', { maximumFractionDigits: decimals }).format(value);
  const money = (major: number | null | undefined): string => {
    if (major === null || major === undefined) return none;
    return formatMoney(BigInt(Math.round(major * 10 ** currencyDecimals(currency))), currency);
  };
  const moment = (iso: string | null | undefined): string => {
    if (iso === null || iso === undefined) return none;
    const read = new Date(iso.includes('T') ? iso : `${iso.replace(' ', 'T')}Z`);
    return Number.isNaN(read.getTime()) ? iso : moments.format(read);
  };
  const value = (given: unknown, type?: string): string => {
    if (given === null || given === undefined || given === '') return none;
    if (typeof given === 'number') return type === 'money' ? money(given) : number(given);
    if (typeof given === 'boolean') return { zh: given ? '是' : '否', en: given ? 'yes' : 'no' }[lang];
    return Array.isArray(given) ? given.join(lang === 'zh' ? '、' : ', ') : String(given);
  };
  return {
    money,
    shortMoney: (major) => `${symbol}${compact.format(major)}`,
    number,
    percent: (share) => `${number(share * 100, 1)}%`,
    moment,
    value,
  };
}
