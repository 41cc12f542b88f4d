import { expect, it } from 'vitest';
import { z } from 'zod';
import { type Issue, sayIssue, unless } from './value-problems.ts';

const wrong: readonly (readonly [z.ZodType, unknown, string, string])[] = [
  [z.string(), undefined, '缺少这一项', 'this is missing'],
  [z.string(), 5, '应该是文字', 'this should be a text'],
  [z.number(), '5', '应该是数字', 'this should be a number'],
  [z.int(), 1.5, '应该是整数', 'this should be a whole number'],
  [z.boolean(), 1, '应该是 true 或 false', 'this should be true or false'],
  [z.stringbool(), 'perhaps', '应该是 true 或 false', 'this should be true or false'],
  [z.array(z.string()), {}, '应该是列表', 'this should be a list'],
  [z.object({}), [], '应该是对象', 'this should be an object'],
  [z.enum(['csv', 'xlsx']), 'doc', '应该是其中之一：csv、xlsx', 'this should be one of csv, xlsx'],
  [z.literal('csv'), 'doc', '应该是 csv', 'this should be csv'],
  [z.string().min(1), '', '不能为空', 'this must not be empty'],
  [z.string().max(3), 'four', '最多只能有 3 个字符', 'there should be at most 3 characters'],
  [z.string().length(3), 'four', '应该正好有 3 个字符', 'there should be exactly 3 characters'],
  [z.array(z.string()).min(1), [], '至少要有 1 项', 'there should be at least 1 item'],
  [z.number().min(1), 0, '不能小于 1', 'this should be at least 1'],
  [z.number().max(100), 101, '不能大于 100', 'this should be at most 100'],
  [z.number().positive(), 0, '应该大于 0', 'this should be more than 0'],
  [z.number().lt(9), 9, '应该小于 9', 'this should be less than 9'],
  [z.number().multipleOf(5), 7, '应该是 5 的倍数', 'this should be a multiple of 5'],
  [
    z.string().regex(/^\d{1,18}$/),
    'x',
    '应该是编号：最多 18 位数字',
    'this should be a number of at most 18 digits',
  ],
  [
    z.string().regex(/^t\d$/),
    'x',
    '应该是符合 /^t\\d$/ 的文字',
    'this should be a text that /^t\\d$/ matches',
  ],
  [z.iso.date(), 'x', '应该是日期，写成 YYYY-MM-DD', 'this should be a day, written YYYY-MM-DD'],
  [
    z.strictObject({}),
    { colour: 1 },
    '有不认识的项：colour',
    'there are members that nothing is known of: colour',
  ],
  [z.union([z.string(), z.number()]), true, '应该是文字或数字', 'this should be a text or a number'],
  [
    z.discriminatedUnion('kind', [z.object({ kind: z.literal('a') }), z.object({ kind: z.literal('b') })]),
    { kind: 'c' },
    '应该是其中之一：a、b',
    'this should be one of a, b',
  ],
  [
    z.record(z.string().max(1), z.number()),
    { ab: 1 },
    '里面有不能用的名称或值',
    'there is a name or value in it that cannot be',
  ],
  [z.string().refine(() => false, unless('不行', 'no')), 'x', '不行', 'no'],
  [z.string().refine(() => false), 'x', '这个值不能用', 'this value cannot be'],
];

it.each(wrong)('R039 says in both languages what is wrong: %#', (schema, input, zh, en) => {
  const [issue] = schema.safeParse(input).error?.issues ?? [];
  const at = issue?.path.reduce<unknown>(
    (value, part) => (value as Record<PropertyKey, unknown>)[part],
    input,
  );
  expect(sayIssue({ ...issue, input: at } as unknown as Issue)).toEqual({ zh, en });
});
