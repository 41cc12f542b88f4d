import { describe, expect, it } from 'vitest';
import { encodeAll } from '../support/files/encode.ts';
import { gradeFiles, refuseFiles } from '../support/grade-files.ts';

const orders = `order_id,customer_id,ordered_at,amount
1,ada,2026-01-31,500
2,bob,2026-02-28,700
`;
const tenure = {
  tiers: [
    { id: 'base', name: 'Base' },
    { id: 'old', name: 'Old', when: { metric: 'tenure_days', atLeast: 365 } },
  ],
};

describe('a list of customers (R005–R008, R009–R014)', () => {
  it('has everybody on it graded, with or without orders', async () => {
    const { rows, report } = await gradeFiles({ orders, customers: 'customer_id,name\nzoe,Zoe\nada,Ada\n' });
    expect(rows.map(({ customer_id, total, purchases }) => [customer_id, total, purchases])).toEqual([
      ['ada', '500.00', '1'],
      ['bob', '700.00', '1'],
      ['zoe', '0.00', '0'],
    ]);
    expect(report.customers).toBe(3);
  });

  it('gives the day of registration, from which a customer’s days are counted', async () => {
    const { row } = await gradeFiles({
      orders,
      customers: '客户编号,注册时间\nada,2025/2/27 23:30\nbob,\nzoe,2025-03-01\n',
      scheme: tenure,
      args: ['--as-of', '2026-02-28'],
    });
    expect(row('ada')).toMatchObject({ tenure_days: '366', tier: 'old' });
    expect(row('bob')).toMatchObject({ tenure_days: '0', tier: 'base' });
    expect(row('zoe')).toMatchObject({ tenure_days: '364', tier: 'base' });
  });

  it('may have a column whose name has a dot in it', async () => {
    const { row } = await gradeFiles({
      orders,
      customers: 'customer_id,客户.来源\nada,朋友\nbob,\u00a0朋友\u00a0\nzoe,广告\n',
      scheme: {
        tiers: [
          { id: 'base', name: 'Base' },
          { id: 'friend', name: 'Friend', when: { field: '客户.来源', is: '朋友' } },
        ],
      },
    });
    expect(['ada', 'bob', 'zoe'].map((id) => row(id)?.tier)).toEqual(['friend', 'friend', 'base']);
  });

  it('that names a customer twice counts the last row, and how often that was is said', async () => {
    const given = {
      orders,
      customers:
        'customer_id,registered_at\nada,2020-01-01\nzoe,2020-01-01\nada,2026-01-01\n ada ,2026-01-30\n',
      scheme: tenure,
    };
    const { row, stderr, report, rows } = await gradeFiles(given);
    expect(rows).toHaveLength(3);
    expect(row('ada')).toMatchObject({ tenure_days: '29', tier: 'base' });
    expect(report.repeatedCustomers).toBe(1);
    expect(stderr).toMatch(/^1 customers? .*last row/m);
    expect((await gradeFiles({ ...given, lang: 'zh' })).stderr).toMatch(/1 位客户.*最后一行/);
  });

  it('gives the fields that rules look at, built in and the shop’s own, by id or by their names', async () => {
    const scheme = {
      fields: {
        income: { type: 'money', name: { zh: '年收入', en: 'Income' } },
        skin: { type: 'text', name: { zh: '肤质', en: 'Skin' } },
        visits: { type: 'number', name: { zh: '到店次数', en: 'Visits' } },
        due: { type: 'date', name: { zh: '预产期', en: 'Due date' } },
      },
      tiers: [
        { id: 'base', name: 'Base' },
        { id: 'near', name: 'Near', when: { field: 'region', contains: '杭州' } },
        { id: 'dry', name: 'Dry', when: { field: 'skin', is: '干性' } },
        { id: 'rich', name: 'Rich', when: { field: 'income', over: 120_000 } },
        { id: 'often', name: 'Often', when: { field: 'visits', atLeast: 2.5 } },
        { id: 'soon', name: 'Soon', when: { field: 'due', before: '2026-06-01' } },
        { id: 'known', name: 'Known', when: { field: 'phone', is: '13800138000' } },
      ],
    };
    const { rows } = await gradeFiles({
      orders,
      customers: `会员编号,地区,肤质,年收入,到店次数,预产期,手机号
a,浙江杭州,,,,,
b,浙江杭州,干性,,,,
c,,, 12.0001万元 ,,,
d,,,120000,,,
e,,,,2.5次,,
f,,,,2.4,,
g,,,,,2026年5月31日,
h,,,,,2026-06-01,13800138000
i,,,,,,139
`,
      scheme,
    });
    expect(rows.map(({ customer_id, tier }) => `${customer_id} ${tier}`)).toEqual([
      'a near',
      'ada base',
      'b dry',
      'bob base',
      'c rich',
      'd base',
      'e often',
      'f base',
      'g soon',
      'h known',
      'i base',
    ]);
  });

  it('may be in any form an order file may', async () => {
    const list = '客户编号;注册时间\n阿达;2020-01-01\n';
    for (const customers of Object.values(encodeAll(list))) {
      const { row } = await gradeFiles({ orders, customers, scheme: tenure });
      expect(row('阿达').tier).toBe('old');
    }
  });

  it('with rows that do not say who they are: they are left out and listed, orders are graded', async () => {
    const { rows, rejects, report } = await gradeFiles({
      orders,
      customers: 'customer_id,registered_at\n1.2E+15,2020-01-01\n,someday\nzoe,2020-01-01\n',
      scheme: tenure,
    });
    expect(rows.map(({ customer_id, tier }) => [customer_id, tier])).toEqual([
      ['ada', 'base'],
      ['bob', 'base'],
      ['zoe', 'old'],
    ]);
    expect(report.files.find(({ kind }) => kind === 'customers')).toMatchObject({ rows: 3, rejected: 2 });
    const file = expect.stringContaining('customers.csv');
    expect(rejects).toMatchObject([
      { file, row: '2', column: 'customer_id', value: '1.2E+15' },
      { file, row: '3', column: 'customer_id' },
    ]);
  });

  it('with other cells that cannot be read: these are blank and listed, the customers are graded', async () => {
    const given = {
      orders,
      customers:
        '客户编号,生日,注册时间,会员\nada,1990-13-01,2020-01-01,是\nzoe,,去年,也许\nyan,1990-01-01,2020-01-01,否\n',
      scheme: {
        fields: { member: { type: 'yes-no', name: { zh: '会员', en: 'Member' } } },
        tiers: [
          { id: 'base', name: 'Base' },
          { id: 'born', name: 'Born', when: { field: 'birthday', isEmpty: false } },
          { id: 'member', name: 'Member', when: { field: 'member', is: true } },
          { id: 'old', name: 'Old', when: { metric: 'tenure_days', atLeast: 10_000 } },
        ],
      },
    };
    const { rows, rejects, report, stderr } = await gradeFiles(given);
    expect(rows.map(({ customer_id, tier }) => [customer_id, tier])).toEqual([
      ['ada', 'member'],
      ['bob', 'base'],
      ['yan', 'born'],
      ['zoe', 'base'],
    ]);
    expect(report.files[1]).toMatchObject({ rows: 3, rejected: 0, reasons: {} });
    expect(rejects.map(({ row, column, value }) => [row, column, value])).toEqual([
      ['2', '生日', '1990-13-01'],
      ['3', '注册时间', '去年'],
      ['3', '会员', '也许'],
    ]);
    for (const { reason } of rejects)
      expect(reason).toMatch(/; the cell was left blank, and the customer is graded$/);
    expect(stderr).toMatch(/^ {2}3 cells left blank, their customers are graded \(see .*rejects\.csv\):$/m);
    expect(stderr).toMatch(/^ {4}1 × column “生日”: no such date .*“1990-13-01”/m);
    expect(stderr).not.toMatch(/left out|⚠/);
    const chinese = await gradeFiles({ ...given, lang: 'zh' });
    expect(chinese.rejects[0]?.reason).toMatch(/；这一格按空白处理，客户照常评级$/);
    expect(chinese.stderr).toMatch(/^ {2}3 格读不懂，按空白处理，客户照常评级（见 .*）：$/m);
  });

  it('with values that are not among a field’s choices: these are blank and listed with the choices', async () => {
    const { rows, rejects } = await gradeFiles({
      orders,
      customers: '客户编号,信用等级\nada, A \nbob,E\ncleo,a\ndan,-\neve,\nfay,无\ngus,="B"\n',
      scheme: {
        fields: {
          credit: { type: 'choice', choices: ['A', 'B', '无'], name: { zh: '信用等级', en: 'Credit' } },
        },
        tiers: [
          { id: 'base', name: 'Base' },
          { id: 'rated', name: 'Rated', when: { field: 'credit', isEmpty: false } },
        ],
      },
    });
    expect(rows.filter(({ tier }) => tier === 'rated').map(({ customer_id }) => customer_id)).toEqual([
      'ada',
      'fay',
      'gus',
    ]);
    expect(rejects.map(({ row, column, value }) => [row, column, value])).toEqual([
      ['3', '信用等级', 'E'],
      ['4', '信用等级', 'a'],
    ]);
    expect(rejects[0]?.reason).toMatch(
      /^not one of the standard's choices: A, B, 无; the cell was left blank/,
    );
  });

  it('with a choice that has no declared choices: anything goes', async () => {
    const { row, rejects } = await gradeFiles({
      orders,
      customers: 'customer_id,skin,gender\nada,dry,X\n',
      scheme: {
        fields: { skin: { type: 'choice' } },
        tiers: [
          { id: 'base', name: 'Base' },
          {
            id: 'dry',
            name: 'Dry',
            when: {
              all: [
                { field: 'skin', is: 'dry' },
                { field: 'gender', is: 'X' },
              ],
            },
          },
        ],
      },
    });
    expect(row('ada').tier).toBe('dry');
    expect(rejects).toEqual([]);
  });

  it('whose ids stand in order files with a quote, a tab or spaces around them is the same people', async () => {
    const { rows } = await gradeFiles({
      orders:
        "customer_id,ordered_at,amount\n'13800138000,2026-01-01,1\n\t13800138000,2026-01-01,2\n13800138000 ,2026-01-01,4\n",
      customers: 'customer_id\n="13800138000"\n',
    });
    expect(rows).toMatchObject([{ customer_id: '13800138000', total: '7.00', purchases: '3' }]);
  });
});

describe('what a list of customers cannot give is refused (R005–R008)', () => {
  const byRegion = {
    tiers: [
      { id: 'base', name: 'Base' },
      { id: 'near', name: 'Near', when: { field: 'planet', is: 'earth' } },
    ],
  };

  it('a field of a rule that nobody declared and no file has: the columns there are are named', async () => {
    const { code, said, left } = await refuseFiles({
      orders,
      customers: 'customer_id,region\nada,x\n',
      scheme: byRegion,
    });
    expect([code, said.length, left]).toEqual([1, 1, []]);
    expect(said[0]).toMatch(/“planet”.*customer_id, region/);
  });

  it('such a field without any list: the list is asked for', async () => {
    const { code, said } = await refuseFiles({ orders, scheme: byRegion });
    expect([code, said.length]).toEqual([1, 1]);
    expect(said[0]).toMatch(/“planet”.*--customers/);
  });

  it('a declared or built-in field without data is empty for everybody, and that is said', async () => {
    const scheme = {
      tiers: [
        { id: 'base', name: 'Base' },
        { id: 'near', name: 'Near', when: { field: 'region', isNot: 'x' } },
      ],
    };
    const { rows, stderr } = await gradeFiles({ orders, customers: 'customer_id\nada\n', scheme });
    expect(rows.map(({ tier }) => tier)).toEqual(['base', 'base']);
    expect(stderr).toMatch(/region/);
  });

  it('a list that does not say who its customers are', async () => {
    const { code, said } = await refuseFiles({ orders, customers: 'favourite,shoe\nred,38\n' });
    expect([code, said.length]).toEqual([1, 1]);
    expect(said[0]).toMatch(/customers\.csv: no column names the customer.*favourite, shoe/);
  });
});
