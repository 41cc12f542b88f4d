import { isDataFolder } from '../db/data-folder.ts';
import { formatMoney } from '../domain/currency.ts';
import { metricName } from '../domain/describe/describe-metric.ts';
import { InputError } from '../domain/problem.ts';
import type { Scheme } from '../domain/scheme.ts';
import type { Lang } from '../domain/text.ts';
import type { MetricCell } from '../features/customers/customer-row.ts';
import type { LoadedScheme } from '../features/schemes/load-scheme.ts';
import { type SchemeWarning, schemeWarnings } from '../features/schemes/scheme-warnings.ts';
import { bodyOf } from '../http/client/client.ts';
import type { DataFlags } from './data-folder-option.ts';
import type { Surroundings } from './surroundings.ts';
import { withApi } from './with-api.ts';

/** The traps in a standard; with the customers who fall in where there is a data folder that can be asked. */
export async function warningsOf(
  loaded: LoadedScheme,
  flags: DataFlags,
  surroundings: Surroundings,
): Promise<readonly SchemeWarning[]> {
  const { lang, stderr } = surroundings;
  const alone = schemeWarnings(loaded, lang);
  if (!isDataFolder(flags.data)) return alone;
  try {
    return await withApi(flags, surroundings, false, async (api) => {
      const body = { text: loaded.written };
      return bodyOf(await api.POST('/api/v1/schemes/checks', { body })).warnings;
    });
  } catch (error) {
    // Whether a standard has traps can be told without the data folder, which another command may hold.
    if (!(error instanceof InputError)) throw error;
    for (const { message } of error.problems) stderr.write(`${message[lang]}\n`);
    return alone;
  }
}

/** Each trap with its place, the proposed mend and who falls in; empty where there are none. */
export function warningWords(warnings: readonly SchemeWarning[], scheme: Scheme, lang: Lang): string {
  if (warnings.length === 0) return '';
  const zh = lang === 'zh';
  const head = zh
    ? `\n${warnings.length} 条提醒（不影响发布）：\n`
    : `\n${warnings.length === 1 ? '1 warning' : `${warnings.length} warnings`} (publishing is possible all the same):\n`;
  return head + warnings.map((warning, index) => warningLines(warning, index + 1, scheme, lang)).join('');
}

function warningLines(
  { path, line, message, mend, customers }: SchemeWarning,
  n: number,
  scheme: Scheme,
  lang: Lang,
): string {
  const zh = lang === 'zh';
  const at = line === null ? path : zh ? `${path}（第 ${line} 行）` : `${path} (line ${line})`;
  const lines = [`${n}. ${at}${zh ? '：' : ': '}${message}`];
  if (customers !== null) lines.push(`   ${fallenWords(customers, scheme, lang)}`);
  if (mend !== null) {
    lines.push(`   ${zh ? '建议：' : 'Proposed: '}${mend.said}`);
    lines.push(...mend.text.split('\n').map((written) => `     ${written}`));
  }
  return `${lines.join('\n')}\n`;
}

function fallenWords(
  { count, shown }: NonNullable<SchemeWarning['customers']>,
  scheme: Scheme,
  lang: Lang,
): string {
  const zh = lang === 'zh';
  if (count === 0) return zh ? '目前没有客户落在这里' : 'No customer falls in today';
  const named = shown.map(({ externalId, name, metrics }) => {
    const values = Object.entries(metrics).map(([id, value]) => metricWords(id, value, scheme, lang));
    const who = name === null || name === externalId ? externalId : `${name} (${externalId})`;
    return values.length === 0 ? who : `${who}${zh ? '：' : ': '}${values.join(zh ? '，' : ', ')}`;
  });
  const head = zh ? `现有 ${count} 位客户` : `${count === 1 ? '1 customer' : `${count} customers`} today`;
  const some = count > shown.length ? (zh ? `，如` : `, such as`) : zh ? '：' : ':';
  return [`${head}${some}`, ...named].join('\n     ');
}

function metricWords(id: string, value: MetricCell, scheme: Scheme, lang: Lang): string {
  const metric = scheme.metrics.get(id);
  const isMoney = typeof value === 'number' && metric?.type === 'money';
  const shown = isMoney
    ? formatMoney(BigInt(Math.round(value * 10 ** metric.scale)), scheme.currency)
    : typeof value === 'number'
      ? String(Number(value.toFixed(2)))
      : (value ?? '–');
  return `${metric === undefined ? id : metricName(metric, scheme)[lang]} ${shown}`;
}
