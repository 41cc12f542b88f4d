import { type Text, text } from '../text.ts';
import { commonStatusWords } from './status-words.ts';

/** What one messy value means, and what had to be tidied to see it; or why it cannot be read. */
export type Reading<T> =
  | { readonly ok: true; readonly value: T; readonly tidied: readonly Tidying[] }
  | { readonly ok: false; readonly reason: RejectReason };

export type Tidying =
  | 'spaces'
  | 'quotes'
  | 'control-character'
  | 'blank-mark'
  | 'full-width'
  | 'thousands'
  | 'decimal-comma'
  | 'currency-sign'
  | 'accounting-negative'
  | 'minus-sign'
  | 'number-form'
  | 'exponent'
  | 'rounded'
  | 'unit-qian'
  | 'unit-wan'
  | 'unit-yi'
  | 'unit'
  | 'date-form'
  | 'excel-serial'
  | 'unix-time'
  | 'time-zone'
  | 'status-word'
  | 'currency-word'
  | 'rating-word'
  | 'point-kind-word'
  | 'phone-form'
  | 'phone-masked'
  | 'packed-address';

export type RejectReason =
  | 'too-long'
  | 'id-scientific'
  | 'phone-scientific'
  | 'placeholder'
  | 'masked'
  | 'amount-unreadable'
  | 'amount-ambiguous'
  | 'amount-percent'
  | 'amount-too-large'
  | 'date-unreadable'
  | 'date-ambiguous'
  | 'date-two-digit-year'
  | 'date-impossible'
  | 'date-out-of-range'
  | 'status-unknown'
  | 'currency-unknown'
  | 'yes-no-unknown'
  | 'choice-unknown'
  | 'rating-unknown'
  | 'point-kind-unknown'
  | 'currency-other';

const untouched: readonly Tidying[] = [];

/** A value that could be read. */
export function read<T>(value: T, tidied: readonly Tidying[] = untouched): Reading<T> {
  return { ok: true, value, tidied };
}

/** A value that could not be read. */
export function reject(reason: RejectReason): { readonly ok: false; readonly reason: RejectReason } {
  return { ok: false, reason };
}

/** What was tidied, for the summary of an import. */
export const tidyingText: Record<Tidying, Text> = {
  spaces: text('去掉了空白或不可见字符', 'blanks or invisible characters removed'),
  quotes: text('去掉了 ="…" 或开头的单引号', '="…" or a leading apostrophe taken off'),
  'control-character': text('去掉了空字符（NUL）', 'NUL characters removed'),
  'blank-mark': text('“-”“无”“N/A”等按空白处理', 'marks such as "-", "N/A" or "null" taken as blank'),
  'full-width': text('全角字符转为半角', 'full-width characters made half-width'),
  thousands: text('去掉了千分位分隔符', 'thousands separators removed'),
  'decimal-comma': text('小数逗号转为小数点', 'decimal comma made a point'),
  'currency-sign': text('去掉了货币符号或单位', 'currency sign or word taken off'),
  'accounting-negative': text('括号内的数按负数处理', 'number in parentheses taken as negative'),
  'minus-sign': text('特殊负号转为“-”', 'typographic minus sign made "-"'),
  'number-form': text('规范了数字写法', 'number written in the usual form'),
  exponent: text('科学计数法已展开', 'scientific notation written out'),
  rounded: text('小数位过多，已四舍五入', 'rounded, as it had more decimals than are kept'),
  'unit-qian': text('“千”已换算为 1,000', '千 multiplied out by 1,000'),
  'unit-wan': text('“万”已换算为 10,000', '万 multiplied out by 10,000'),
  'unit-yi': text('“亿”已换算为 100,000,000', '亿 multiplied out by 100,000,000'),
  unit: text('去掉了计量单位', 'unit of measure taken off'),
  'date-form': text('规范了日期时间写法', 'date or time written in the usual form'),
  'excel-serial': text('Excel 日期序号转为日期', 'Excel date number made a date'),
  'unix-time': text('Unix 时间戳转为日期时间', 'Unix time made a date and time'),
  'time-zone': text('换算到本店时区', "converted to the business's time zone"),
  'status-word': text('订单状态已对应到标准状态', 'order status mapped to a standard one'),
  'currency-word': text('货币名称转为三字母代码', 'currency name made a three-letter code'),
  'rating-word': text('星级、好评等评分说法换成了数', 'stars and words of a rating made numbers'),
  'point-kind-word': text(
    '积分类型已对应到 获得、调整、使用、过期',
    'kind of points mapped to earned, adjusted, spent or expired',
  ),
  'phone-form': text(
    '电话统一了写法（去掉 86、空格和横线）',
    'phone numbers written alike (without 86, blanks and dashes)',
  ),
  'phone-masked': text(
    '电话是打过码的：照样保留，不能用来认人',
    'phone number came masked: kept as it is, identifies nobody',
  ),
  'packed-address': text(
    '从收货信息里拆出了姓名和电话',
    'name and phone taken out of the address they stood in',
  ),
};

/** Why a value was refused and what to do about it. */
export const rejectText: Record<RejectReason, Text> = {
  'too-long': text('内容过长，请检查列是否对应正确', 'too long; check that the right column was chosen'),
  'id-scientific': text(
    '编号被表格软件变成了科学计数法，尾数已丢失；请把该列设为文本格式后重新导出',
    'a spreadsheet turned this id into scientific notation and its digits are lost; export again with the column as text',
  ),
  'phone-scientific': text(
    '电话被表格软件变成了科学计数法，尾数已丢失；请把该列设为文本格式后重新导出',
    'a spreadsheet turned this phone number into scientific notation and its digits are lost; export again with the column as text',
  ),
  'amount-unreadable': text('不是可识别的数字，请写成 1234.56 的形式', 'not a number; write it like 1234.56'),
  'amount-ambiguous': text(
    '无法判断逗号或点是小数点还是千分位，请写成 1234.56 的形式',
    'the comma or point may be a decimal or a thousands separator; write it like 1234.56',
  ),
  'amount-percent': text('这里需要数值而不是百分比，请填写具体数值', 'a percentage; give the number itself'),
  'amount-too-large': text('数值过大，请检查是否多写了位数', 'too large; check for surplus digits'),
  'date-unreadable': text(
    '不是可识别的日期，请写成 2026-11-22 或 2026-11-22 10:20',
    'not a date; write it like 2026-11-22 or 2026-11-22 10:20',
  ),
  'date-ambiguous': text(
    '无法判断月和日的先后：请写成 2026-11-22，或说明顺序（网页上选“日期写法”，命令行用 --dates mdy 或 dmy）',
    'day and month could be either way round: write it like 2026-11-22, or tell the order (“Dates” on the page, --dates mdy or dmy on the command line)',
  ),
  'date-two-digit-year': text('年份只有两位，请写全四位', 'the year has two digits; write all four'),
  'date-impossible': text('不存在的日期或时间，请更正', 'no such date or time; correct it'),
  'date-out-of-range': text(
    '年份须在 1900 至 2200 之间，请更正',
    'the year must be 1900 to 2200; correct it',
  ),
  placeholder: text(
    '这里没有写明是哪一位客户（如 散客、匿名、无）',
    'it names no customer in particular (such as guest, anonymous, none)',
  ),
  masked: text(
    '打了码的内容（如 138****1234）认不出是哪一位客户；请导出未打码的，或改用别的列认客户',
    'masked (such as 138****1234), so it tells nobody apart; export it in full, or tell customers apart by another column',
  ),
  'yes-no-unknown': text('不是“是”或“否”', 'neither yes nor no'),
  'choice-unknown': text('不在等级标准列出的可选值里', "not one of the standard's choices"),
  'rating-unknown': text(
    '看不懂的评分，请写 5、4.5、五星，或 好评、中评、差评',
    'unknown rating; write 5, 4.5, 5 stars, or positive, neutral, negative',
  ),
  'point-kind-unknown': text(
    '未知的积分类型，请写 获得、调整、使用 或 过期',
    'unknown kind of points; write earned, adjusted, spent or expired',
  ),
  'status-unknown': text(
    `未知的订单状态，请改成认得的说法，如：${commonStatusWords.zh}`,
    `unknown order status; write one that is known, such as ${commonStatusWords.en}`,
  ),
  'currency-unknown': text(
    '未知的货币，请用 CNY、USD 等三字母代码',
    'unknown currency; use a three-letter code such as CNY or USD',
  ),
  'currency-other': text(
    '货币与等级标准的不同：请把这些金额换算后再导入；只有整家店都用这种货币时，才改标准里的货币（如 currency: USD）',
    "not in the standard's currency: convert these amounts; only where the whole shop has this currency, write it into the standard instead (such as currency: USD)",
  ),
};
