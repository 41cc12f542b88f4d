import { Option } from 'commander';
import { refuse } from '../domain/problem.ts';
import { readingOptions, resultOptions } from './grade-options.ts';
import { withChoices, withWholeNumber } from './option-values.ts';

type Say = (zh: string, en: string) => string;

/** The options of `tierbook clv`, in the order its help has them. */
export function clvOptions(say: Say): Option[] {
  return [...modelOptions(say), ...worthOptions(say), ...readingOptions(say), ...resultOptions(say)];
}

function modelOptions(say: Say): Option[] {
  return [
    new Option(
      say('--until <日期>', '--until <day>'),
      say(
        '只看到哪一天的订单，如 2026-01-31（默认最后一笔订单那天）',
        'orders up to which day, such as 2026-01-31 (default: the latest order)',
      ),
    ),
    withChoices(new Option(say('--unit <单位>', '--unit <unit>'), say('时间单位', 'the unit of time')), [
      'day',
      'week',
      'month',
    ]).default('week'),
    withWholeNumber(
      new Option(
        say('--horizon <数量>', '--horizon <n>'),
        say('预测多少个单位（默认一年）', 'how many units to look ahead (default: a year)'),
      ),
      [1, 10_000],
    ),
  ];
}

function worthOptions(say: Say): Option[] {
  return [
    withRate(
      new Option(
        say('--margin <比例>', '--margin <share>'),
        say(
          '毛利率，如 0.3：订单没有 margin 列时按它把销售额算成利润',
          'profit as a share of revenue, such as 0.3, for orders without a margin of their own',
        ),
      ),
    ),
    withRate(
      new Option(
        say('--discount <比例>', '--discount <rate>'),
        say('每年的折现率，如 0.1（默认不折现）', 'discount per year, such as 0.1 (default: none)'),
      ),
    ),
    new Option(
      say('--scheme <文件|模板>', '--scheme <file|template>'),
      say(
        '用这个等级标准的货币、时区和计入规则（默认人民币、已付款的订单、减去退款）',
        'take currency, time zone and what counts from this standard (default: CNY, paid orders net of refunds)',
      ),
    ),
  ];
}

/** An option that takes a share: 0.3 or 30%, from 0 to 1. */
function withRate(option: Option): Option {
  return option.argParser((written: string) => {
    const match = /^(\d*\.?\d+)\s*([%％]?)$/.exec(written.trim());
    const rate = match === null ? Number.NaN : Number(match[1]) / (match[2] === '' ? 1 : 100);
    if (rate >= 0 && rate <= 1) return rate;
    return refuse(
      'bad-rate',
      option.long ?? option.flags,
      `“${written}”应是 0 到 1 之间的比例，如 0.3 或 30%`,
      `“${written}” should be a share from 0 to 1, such as 0.3 or 30%`,
    );
  });
}
