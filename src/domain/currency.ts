import { decimalText, type Fraction, roundHalfAway } from './exact.ts';

/** Minor units of ISO 4217 where they are not 2. */
const unusualDecimals: Readonly<Record<string, number>> = Object.fromEntries([
  ...'BIF CLP DJF GNF ISK JPY KMF KRW PYG RWF UGX UYI VND VUV XAF XOF XPF'.split(' ').map((c) => [c, 0]),
  ...'BHD IQD JOD KWD LYD OMR TND'.split(' ').map((c) => [c, 3]),
  ...'CLF UYW'.split(' ').map((c) => [c, 4]),
]);
const known = new Set(Intl.supportedValuesOf('currency'));

export function isCurrency(code: string): boolean {
  return known.has(code);
}

/** Decimals of a currency's minor unit (ISO 4217): 2 for CNY, 0 for JPY. */
export function currencyDecimals(code: string): number {
  return unusualDecimals[code] ?? 2;
}

const symbols: Readonly<Record<string, string>> = {
  CNY: '¥',
  USD: '$',
  EUR: '€',
  GBP: '£',
  HKD: 'HK$',
  TWD: 'NT$',
};

/** Minor units in major units with all the currency's decimals: 1234560 → `12345.60`. */
export function moneyText(minor: bigint, currency: string): string {
  return decimalText({ units: minor, scale: currencyDecimals(currency) });
}

/** For people: `¥12,345.60`, whole amounts without decimals. */
export function formatMoney(minor: bigint, currency: string): string {
  const plain = moneyText(minor < 0n ? -minor : minor, currency);
  const [whole = '0', part = ''] = plain.split('.');
  const grouped = whole.replace(/\B(?=(\d{3})+$)/g, ',');
  const decimals = /^0*$/.test(part) ? '' : `.${part}`;
  const symbol = symbols[currency] ?? `${currency} `;
  return `${minor < 0n ? '-' : ''}${symbol}${grouped}${decimals}`;
}

/** A fraction of major units (as metrics have them) in minor units, rounded half away from zero. */
export function minorUnits(value: Fraction, currency: string): bigint {
  return roundHalfAway(value.num * 10n ** BigInt(currencyDecimals(currency)), value.den);
}

/** Minor units of an amount of major units, as JSON has it: 12345.6 → 1234560. Exact up to 2⁵³ minor units. */
export function minorOfNumber(major: number, currency: string): bigint {
  return BigInt(Math.round(major * 10 ** currencyDecimals(currency)));
}
