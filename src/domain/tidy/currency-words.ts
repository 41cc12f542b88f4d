/** ISO 4217 codes in use. */
const codes: ReadonlySet<string> = new Set(
  (
    'AED AFN ALL AMD ANG AOA ARS AUD AWG AZN BAM BBD BDT BGN BHD BIF BMD BND BOB BRL BSD BTN BWP BYN BZD CAD CDF ' +
    'CHF CLP CNY COP CRC CUP CVE CZK DJF DKK DOP DZD EGP ERN ETB EUR FJD FKP GBP GEL GHS GIP GMD GNF GTQ GYD ' +
    'HKD HNL HTG HUF IDR ILS INR IQD IRR ISK JMD JOD JPY KES KGS KHR KMF KPW KRW KWD KYD KZT LAK LBP LKR LRD ' +
    'LSL LYD MAD MDL MGA MKD MMK MNT MOP MRU MUR MVR MWK MXN MYR MZN NAD NGN NIO NOK NPR NZD OMR PAB PEN PGK ' +
    'PHP PKR PLN PYG QAR RON RSD RUB RWF SAR SBD SCR SDG SEK SGD SHP SLE SOS SRD SSP STN SYP SZL THB TJS TMT ' +
    'TND TOP TRY TTD TWD TZS UAH UGX USD UYU UZS VES VND VUV WST XAF XCD XCG XOF XPF YER ZAR ZMW ZWG'
  ).split(' '),
);

/** Signs and words, each with the currencies it may stand for, the likeliest first. */
const words: ReadonlyMap<string, readonly string[]> = new Map(
  Object.entries({
    'RMB CNH CN¥ RMB¥ 人民币 人民币元 YUAN RENMINBI': 'CNY',
    '¥ ￥': 'CNY JPY',
    '元 块 块钱': 'CNY HKD TWD MOP',
    '圆 圓': 'CNY HKD TWD JPY',
    $: 'USD HKD TWD SGD AUD CAD NZD MOP MXN',
    'US$ 美元 美金': 'USD',
    'HK$ 港元 港币': 'HKD',
    'NT$ 新台币 台币': 'TWD',
    'MOP$ 澳门元 澳门币': 'MOP',
    'S$ SG$ 新加坡元': 'SGD',
    'A$ AU$ 澳元': 'AUD',
    'C$ CA$ 加元': 'CAD',
    NZ$: 'NZD',
    '€ 欧元 EURO EUROS': 'EUR',
    '£ ￡ 英镑': 'GBP',
    '円 日元 日圆 JP¥': 'JPY',
    '₩ ￦ 韩元': 'KRW',
    '₹': 'INR',
    '฿ 泰铢': 'THB',
    '₽ 卢布': 'RUB',
    '₱': 'PHP',
    '₫ 越南盾': 'VND',
    瑞士法郎: 'CHF',
    R$: 'BRL',
    RM: 'MYR',
  }).flatMap(([signs, meanings]) => signs.split(' ').map((sign) => [sign, meanings.split(' ')] as const)),
);

/** The ISO 4217 codes a sign or word may stand for, the likeliest first; none if it is no currency. */
export function currencyMeanings(word: string): readonly string[] {
  const upper = word.toUpperCase();
  return codes.has(upper) ? [upper] : (words.get(upper) ?? []);
}
