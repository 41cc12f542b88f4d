import { type Command, Option } from 'commander';
import { type Evaluation, evaluateAll } from '../features/evaluations/evaluate-all.ts';
import { currentGeneration } from '../features/evaluations/generation.ts';
import { tierRows } from '../features/grade/tier-rows.ts';
import { type DataFlags, dataOption, withFolder } from './data-folder-option.ts';
import { dayOption } from './option-values.ts';
import { progressBar } from './progress-bar.ts';
import type { Surroundings } from './surroundings.ts';
import { tierTable } from './tier-table.ts';

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
    .addOption(new Option('--json', say('输出 JSON', 'print JSON')))
    .action(async (flags: EvaluateFlags) => await evaluate(flags, surroundings));
}

async function evaluate(flags: EvaluateFlags, surroundings: Surroundings): Promise<void> {
  const { lang, stdout, stderr, clock } = surroundings;
  const asOf = flags.asOf === undefined ? null : dayOption('--as-of', flags.asOf);
  await withFolder(flags, surroundings, false, async (folder) => {
    const bar = progressBar(stderr, lang);
    try {
      bar.step({ zh: '评级', en: 'grading' });
      const evaluation = await evaluateAll(folder, { asOf, clock });
      bar.stop();
      const { reader, dialect } = folder.database();
      const current = await currentGeneration(reader);
      if (current === null) throw new Error('no evaluation was kept');
      const { scheme, graded } = current;
      const tiers = await tierRows({ kysely: reader, dialect }, scheme, graded);
      if (flags.json) {
        stdout.write(`${JSON.stringify({ ...shown(evaluation), tiers: tiers.map(plain) }, null, 2)}\n`);
        return;
      }
      stdout.write(tierTable({ tiers, asOf: evaluation.asOf }, scheme, lang));
      const { id, changed, durationMs } = evaluation;
      const seconds = (durationMs / 1000).toFixed(1);
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

function shown({ id, ...rest }: Evaluation): Record<string, unknown> {
  return { id: Number(id), ...rest };
}

function plain({ id, name, customers, revenue }: Parameters<typeof tierTable>[0]['tiers'][number]) {
  return { id, name, customers, revenue: String(revenue) };
}
