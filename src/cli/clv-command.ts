import type { Command } from 'commander';
import { parseScheme } from '../domain/parse/parse-scheme.ts';
import { InputError } from '../domain/problem.ts';
import type { Scheme } from '../domain/scheme.ts';
import { customerLifetimeValue } from '../features/clv/clv.ts';
import { type Unit, unitDays } from '../features/clv/request.ts';
import { parseSettled } from '../features/imports/mapping.ts';
import { loadScheme } from '../features/schemes/load-scheme.ts';
import { clvJson } from './clv-json.ts';
import { clvOptions } from './clv-options.ts';
import { clvReadingWords, clvWords } from './clv-words.ts';
import type { ReadingFlags, ResultFlags } from './grade-options.ts';
import { dayOption } from './option-values.ts';
import { progressBar } from './progress-bar.ts';
import type { Surroundings } from './surroundings.ts';

interface ClvFlags extends ReadingFlags, ResultFlags {
  readonly until?: string;
  readonly unit: Unit;
  readonly horizon?: number;
  readonly margin?: number;
  readonly discount?: number;
  readonly scheme?: string;
}

/** `tierbook clv`: who still buys, how often and for how much; nothing kept. */
export function addClvCommand(program: Command, surroundings: Surroundings): void {
  const say = (zh: string, en: string): string => (surroundings.lang === 'zh' ? zh : en);
  const command = program
    .command('clv')
    .description(
      say(
        '估计每位客户还会不会来、未来值多少',
        'how likely each customer still buys, and what he will be worth',
      ),
    )
    .usage(say('<订单文件...> [选项]', '<orders...> [options]'))
    .argument(say('<订单文件...>', '<orders...>'), say('CSV、TSV 或 XLSX', 'order files (CSV, TSV, XLSX)'))
    .action(async (orders: string[], flags: ClvFlags) => {
      await estimate(orders, flags, surroundings);
    });
  for (const option of clvOptions(say)) command.addOption(option);
}

async function estimate(
  orders: readonly string[],
  flags: ClvFlags,
  { lang, stdout, stderr, signal, now }: Surroundings,
): Promise<void> {
  const settled = parseSettled(flags.map ?? []);
  const until = flags.until === undefined ? null : dayOption('--until', flags.until, flags.dates);
  const scheme = flags.scheme === undefined ? plainScheme() : await loadScheme(flags.scheme);
  const { unit, horizon = yearOf(unit) } = flags;
  const bar = progressBar(stderr, lang);
  try {
    const report = await customerLifetimeValue({
      orders,
      scheme,
      until,
      unit,
      horizon,
      settled,
      lang,
      now,
      signal,
      margin: flags.margin ?? null,
      discount: flags.discount ?? 0,
      preset: flags.preset,
      encoding: flags.encoding,
      sheet: flags.sheet,
      amounts: flags.amount ?? null,
      dayOrder: flags.dates,
      out: flags.out ?? null,
      rejects: flags.rejects ?? null,
      progress: bar,
    });
    bar.stop();
    const asked = { unit, horizon, currency: scheme.currency, discount: flags.discount ?? 0 };
    stderr.write(clvReadingWords(report, flags, lang));
    stdout.write(flags.json ? clvJson(report, asked) : clvWords(report, asked, lang));
    if (flags.out !== undefined)
      stderr.write(lang === 'zh' ? `结果：${flags.out}\n` : `Result: ${flags.out}\n`);
  } finally {
    bar.stop();
  }
}

function yearOf(unit: Unit): number {
  return Math.round(365.25 / unitDays[unit]);
}

/** What counts where no standard says it. */
function plainScheme(): Scheme {
  const parsed = parseScheme({ tierbook: 1, id: 'clv', name: 'CLV', tiers: [{ id: 'all', name: 'All' }] });
  if (parsed.ok) return parsed.scheme;
  throw new InputError(parsed.problems);
}
