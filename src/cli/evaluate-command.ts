import { type Command, Option } from 'commander';
import { day, dayOf } from '../domain/calendar.ts';
import { minorOfNumber } from '../domain/currency.ts';
import { type Text, text } from '../domain/text.ts';
import { bodyOf } from '../http/client/client.ts';
import { type DataFlags, databaseOption, dataOption } from './data-folder-option.ts';
import { dayOption } from './option-values.ts';
import { progressBar } from './progress-bar.ts';
import { currentScheme } from './published-scheme.ts';
import type { Surroundings } from './surroundings.ts';
import { tierTable } from './tier-table.ts';
import { withApi } from './with-api.ts';

interface EvaluateFlags extends DataFlags {
  readonly asOf?: string;
  readonly json?: boolean;
}

/** `tierbook evaluate`: grades everybody in the data folder by the published standard. */
export function addEvaluateCommand(program: Command, surroundings: Surroundings): void {
  const say = (zh: string, en: string): string => (surroundings.lang === 'zh' ? zh : en);
  program
    .command('evaluate')
    .description(
      say('按现行标准给所有客户评级', 'grade everybody in the data folder by the published standard'),
    )
    .addOption(
      new Option(
        say('--as-of <日期>', '--as-of <day>'),
        say('截至哪一天（默认今天）', 'as of which day (default: today)'),
      ),
    )
    .addOption(dataOption(say))
    .addOption(databaseOption(say))
    .addOption(new Option('--json', say('输出 JSON', 'print JSON')))
    .action(async (flags: EvaluateFlags) => await evaluate(flags, surroundings));
}

async function evaluate(flags: EvaluateFlags, surroundings: Surroundings): Promise<void> {
  const { lang, stdout, stderr, now } = surroundings;
  const body = flags.asOf === undefined ? {} : { asOf: dayOption('--as-of', flags.asOf) };
  await withApi(flags, surroundings, false, async (api) => {
    const bar = progressBar(stderr, lang);
    try {
      bar.step({ zh: '评级', en: 'grading' });
      const evaluation = bodyOf(await api.POST('/api/v1/evaluations', { body }));
      bar.stop();
      const { tiers, remarks } = bodyOf(await api.GET('/api/v1/tiers'));
      if (flags.json) {
        stdout.write(
          `${JSON.stringify({ ...evaluation, id: Number(evaluation.id), tiers, remarks }, null, 2)}\n`,
        );
        return;
      }
      const scheme = await currentScheme(api);
      const rows = tiers.map((tier) => ({ ...tier, revenue: minorOfNumber(tier.revenue, scheme.currency) }));
      stdout.write(tierTable({ tiers: rows, asOf: day(evaluation.asOf) }, scheme, lang));
      if (evaluation.asOf > dayOf(now, scheme.timeZone))
        stderr.write(`⚠ ${dayToCome(evaluation.asOf)[lang]}\n`);
      for (const remark of remarks) stderr.write(`⚠ ${remark[lang]}\n`);
      const { id, changed, durationMs } = evaluation;
      const seconds = ((durationMs ?? 0) / 1000).toFixed(1);
      stdout.write(
        lang === 'zh'
          ? `评级 ${id}：${changed} 位客户的等级有变化，用时 ${seconds} 秒\n`
          : `Evaluation ${id}: ${changed} customers changed their tier, ${seconds} s\n`,
      );
    } finally {
      bar.stop();
    }
  });
}

function dayToCome(asOf: string): Text {
  return text(
    `${asOf} 还没有到：现在看到的是那一天的等级，人工调整和等级变更不按它记。要看今天的，请再运行 tierbook evaluate`,
    `${asOf} is still to come: what is shown now is as of that day, and neither the ledger nor what is set by hand goes by it. For today's tiers run \`tierbook evaluate\` again`,
  );
}
