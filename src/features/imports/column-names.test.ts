import { describe, expect, it } from 'vitest';
import { nameRank, orderColumns } from './column-names.ts';

const fieldsOf = (name: string): string[] =>
  orderColumns.filter((field) => nameRank('orders', field, name) !== undefined);

describe('the names by which columns are known (R005–R008)', () => {
  it.each([
    ['order_id', '单据号 单号 流水号 小票号 销售单号 交易流水号 账单号 商户订单号 Receipt No. order-num'],
    ['customer_id', '会员号 会员卡号 会员手机 会员手机号 买家手机号 客户编码 顾客手机号 openid'],
    ['ordered_at', '消费时间 交易时间 营业日期 单据日期 订单提交时间 下单时间'],
    ['paid_at', '结账时间 买家付款时间 支付完成时间'],
    ['amount', '实收金额 消费金额 实收金额(元) 顾客实付 应收金额 价税合计 Order-Amount'],
    ['store', '消费门店 归属店铺 商户名称'],
  ])('%s: %s', (field, names) => {
    for (const name of names.split(/ (?!No)/)) expect([name, fieldsOf(name)]).toEqual([name, [field]]);
  });

  it('what was received goes before what was asked', () => {
    const rank = (name: string): number => nameRank('orders', 'amount', name) ?? Number.POSITIVE_INFINITY;
    for (const asked of ['应收金额', '应付金额', '订单应付金额', '小计', '金额']) {
      expect(rank('实收金额')).toBeLessThan(rank(asked));
    }
  });

  it.each(['快递单号', '物流单号', '支付单号', '退款单号', '收货人', '商品编码', '优惠金额', '手续费'])(
    '%s says nothing that is needed',
    (name) => {
      expect(fieldsOf(name)).toEqual([]);
    },
  );
});
