import { describe, expect, it } from 'vitest';
import { newFields } from './custom-columns.ts';

function sealedAs(name: string): string {
  const field = newFields([name], new Set(), []).get(0);
  return field?.sealed === true ? field.type : 'open';
}

describe('a further column of a customer list', () => {
  it.each([
    'Mobile number',
    'Phone no',
    'Contact number',
    'WhatsApp',
    '座机',
    '固话',
    '联系方式',
    '备用手机号2',
    '家长电话',
  ])('S03 is sealed as a phone: %s', (name) => expect(sealedAs(name)).toBe('phone'));
  it.each(['工作邮箱', 'E-mail 2', 'Email (private)'])('S03 is sealed as an e-mail: %s', (name) =>
    expect(sealedAs(name)).toBe('email'),
  );
  it.each(['微信名', 'WeChat ID', 'QQ号码', 'Address line 1', '家庭地址明细', '身份证号', 'Passport'])(
    'S03 is sealed: %s',
    (name) => expect(sealedAs(name)).toBe('text'),
  );
  it.each(['爱好', '肤质', '手机型号', 'Phone model', 'Hotel nights', '微信支付金额', '尺码'])(
    'stays open: %s',
    (name) => expect(sealedAs(name)).toBe('open'),
  );

  it.each(['Tier', 'spend', 'Orders', 'external_id', 'next_tier', 'NAME'])(
    'does not take the name of ours: %s',
    (name) => {
      expect(newFields([name], new Set(), []).get(0)?.id).toBe(`${name}_2`);
    },
  );

  it('is the field that the same column of another file became, and of one file not twice', () => {
    const [hobby] = newFields(['爱好'], new Set(), []).values();
    if (hobby === undefined) throw new Error('no field');
    const again = newFields(['编号', '爱好', '爱好'], new Set([0]), [hobby]);
    expect([...again.values()].map(({ id }) => id)).toEqual(['爱好', '爱好_2']);
  });
});

describe('our own export of customers (R040)', () => {
  const keptOf = (columns: readonly string[]): string[] =>
    [...newFields(columns, new Set([0]), []).keys()].map((column) => columns[column] ?? '');

  it.each([
    [['customer_id', 'hobby', 'tier', 'spend', 'next_tier', 'missing'], ['hobby']],
    [['客户编号', '爱好', '等级', '累计消费', '下一等级', '还差'], ['爱好']],
    [
      ['客户编号', '等级', '爱好', 'tier', '下一等级', '还差'],
      ['等级', '爱好'],
    ],
    [
      ['customer_id', 'hobby', 'tier', 'spend'],
      ['hobby', 'tier', 'spend'],
    ],
  ])('of %j brings back %j', (columns, kept) => {
    expect(keptOf(columns)).toEqual(kept);
  });
});
