import { Option } from 'commander';
import { type ChosenEncoding, chosenEncodings } from '../domain/encodings.ts';
import { presets } from '../features/imports/presets.ts';
import { templateIds } from '../features/schemes/templates.ts';
import { withChoices } from './option-values.ts';

type Say = (zh: string, en: string) => string;

/** What `readingOptions` give. */
export interface ReadingFlags {
  readonly map?: readonly string[];
  readonly preset?: string;
  readonly encoding?: ChosenEncoding;
  readonly sheet?: string;
  readonly amount?: 'per-order' | 'per-line';
  readonly dates?: 'mdy' | 'dmy';
}

/** What `resultOptions` give. */
export interface ResultFlags {
  readonly out?: string;
  readonly rejects?: string;
  readonly json?: boolean;
}

/** The options of `tierbook grade`, in the order its help has them. */
export function gradeOptions(say: Say): Option[] {
  return [...taskOptions(say), ...readingOptions(say), ...resultOptions(say)];
}

/** By what standard, for whom and as of when. */
function taskOptions(say: Say): Option[] {
  return [
    new Option(
      say('--scheme <文件|模板>', '--scheme <file|template>'),
      say(
        `等级标准（必填）：自己的文件，或模板 ${templateIds.join('、')}`,
        `the tier standard (required): your file, or a template: ${templateIds.join(', ')}`,
      ),
    ),
    new Option(
      say('--customers <文件>', '--customers <file>'),
      say('客户名单：没有订单的客户也评级', 'a customer list: those without orders are graded too'),
    ),
    new Option(
      say('--as-of <日期>', '--as-of <day>'),
      say(
        '截至哪一天，如 2026-01-31（默认最后一笔订单那天）',
        'as of which day, such as 2026-01-31 (default: the latest order)',
      ),
    ),
  ];
}

/** How to understand the files. */
export function readingOptions(say: Say): Option[] {
  return [
    new Option(
      say('--map <字段=列名,...>', '--map <field=column,...>'),
      say(
        '指明哪一列是什么，如 customer_id=收货地址,amount=实付；可写多次',
        'say which column is what, such as customer_id=Buyer,amount=Paid; may be repeated',
      ),
    ).argParser((value: string, before: readonly string[] = []) => [...before, value]),
    withChoices(
      new Option(
        say('--preset <名称>', '--preset <name>'),
        say(
          '按某个来源的格式读取（默认自动识别）',
          'read as the export of a source (default: by its header)',
        ),
      ),
      presets.map(({ id }) => id),
    ),
    withChoices(
      new Option(
        say('--encoding <编码>', '--encoding <encoding>'),
        say('文字编码（默认自动识别）', 'how the texts are written (default: guessed)'),
      ),
      chosenEncodings,
    ),
    new Option(
      say('--sheet <名称>', '--sheet <name>'),
      say(
        '读工作簿的哪个工作表（默认自动选择）',
        'which sheet of a workbook to read (default: the likeliest)',
      ),
    ),
    withChoices(
      new Option(
        say('--amount <方式>', '--amount <mode>'),
        say(
          '一单多行时，金额是整单的（per-order）还是每行的（per-line）',
          'where an order has several rows: whose the amount is, the order’s or the line’s',
        ),
      ),
      ['per-order', 'per-line'],
    ),
    withChoices(
      new Option(
        say('--dates <顺序>', '--dates <order>'),
        say(
          '3/4/2026 是 3 月 4 日（mdy）还是 4 月 3 日（dmy）',
          'whether 3/4/2026 is 4 March (mdy) or 3 April (dmy)',
        ),
      ),
      ['mdy', 'dmy'],
    ),
  ];
}

/** Where results go. */
export function resultOptions(say: Say): Option[] {
  return [
    new Option(
      say('--out <文件>', '--out <file>'),
      say('结果，每位客户一行（.csv .xlsx .json）', 'the result, a row per customer (.csv .xlsx .json)'),
    ),
    new Option(
      say('--rejects <文件>', '--rejects <file>'),
      say(
        '把读不了的行和原因写到这里（.csv）',
        'where to write the rows that cannot be read, and why (.csv)',
      ),
    ),
    new Option('--json', say('输出 JSON', 'print JSON')),
  ];
}
