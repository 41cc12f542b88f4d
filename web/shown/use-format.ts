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
  /** `YYYY-MM-DD` as people write days; anything else as it is. */
  readonly day: (written: string | null | undefined) => string;
  /** A sentence with its days as people write them. */
  readonly dated: (sentence: string) => string;
  /** A moment in the business's time zone. */
  readonly moment: (iso: string | null | undefined) => string;
  /** Who did something, as it is recorded beside it: a name, or what did it by itself. */
  readonly author: (name: string) => string;
  /** `type` is a field's, or `ratio` (0 … 1) or `percent`. */
  readonly value: (value: unknown, type?: string) => string;
}

const none = '–';
const writtenDays = /(?<![\d-])\d{4}-\d{2}-\d{2}(?![\d-])/g;

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

/** As filters and as customers have them. */
const yesOrNo: Readonly<Record<Lang, Readonly<Record<string, string>>>> = {
  zh: { true: '是', yes: '是', false: '否', no: '否' },
  en: { true: 'Yes', yes: 'Yes', false: 'No', no: 'No' },
};

/** What acts without a name of its own, as records have it. */
const nameless: Readonly<Record<Lang, Readonly<Record<string, string>>>> = {
  zh: { 'command line': '命令行', 'daily run': '每日运行' },
  en: { 'command line': 'command line', 'daily run': 'daily run' },
};

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
  const days = new Intl.DateTimeFormat(locale, { dateStyle: 'medium', timeZone: 'UTC' });
  const dated = (sentence: string): string =>
    sentence.replace(writtenDays, (written) => {
      const read = new Date(`${written}T00:00:00Z`);
      return Number.isNaN(read.getTime()) ? written : days.format(read);
    });
  const day = (written: string | null | undefined): string => (written ? dated(written) : none);
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
  const numeric = (given: number, type: string | undefined): string => {
    if (type === 'money') return money(given);
    if (type === 'ratio') return `${number(given * 100)}%`;
    return type === 'percent' ? `${number(given)}%` : number(given);
  };
  const value = (given: unknown, type?: string): string => {
    if (given === null || given === undefined || given === '') return none;
    if (typeof given === 'number') return numeric(given, type);
    if (type === 'date') return day(String(given));
    if (typeof given === 'boolean' || type === 'yes-no') return yesOrNo[lang][String(given)] ?? String(given);
    return Array.isArray(given) ? given.join(lang === 'zh' ? '、' : ', ') : String(given);
  };
  return {
    day,
    dated,
    money,
    shortMoney: (major) => `${symbol}${compact.format(major)}`,
    number,
    percent: (share) => `${number(share * 100, 1)}%`,
    moment,
    author: (name) => nameless[lang][name] ?? name,
    value,
  };
}
