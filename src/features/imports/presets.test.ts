import { describe, expect, it } from 'vitest';
import { isMaskedId } from '../../domain/tidy/masked.ts';
import { readCustomerId } from '../../domain/tidy/read-text.ts';
import { foldName } from './column-names.ts';
import { presets, recognise } from './presets.ts';

describe('a preset that no real file has proven (R005–R008)', () => {
  it.each([
    [
      'douyin',
      '主订单编号,子订单编号,选购商品,商品数量,订单应付金额,运费,收件人,订单提交时间,支付完成时间,订单状态',
    ],
    ['qianniu-items', '子订单编号,主订单编号,商品属性,商家编码,购买数量,买家应付货款,买家实付金额,退款金额'],
    [
      'youzan-orders',
      '订单号,买家付款时间,收货人手机号/提货人手机号,全部商品名称,商品种类数,订单实付金额,买家昵称,订单已退款金额',
    ],
    [
      'youzan-items',
      '订单号,外部订单号,订单商品状态,交易成功时间,商品名称,商品规格,规格编码,商品单价,商品数量,商品金额小计,商品实际成交金额,商品退款状态,商品已退款金额',
    ],
    [
      'stripe',
      'id,Description,Created (UTC),Amount,Amount Refunded,Currency,Fee,Status,Customer ID,Customer Email',
    ],
    [
      'square',
      'Date,Time,Gross Sales,Discounts,Net Sales,Tax,Tip,Total Collected,Transaction ID,Customer ID',
    ],
    ['woocommerce', 'order_id,order_number,order_date,status,shipping_total,order_total,billing_email'],
    [
      'tiktok-shop',
      'Order ID,Order Status,SKU ID,Quantity,Order Amount,Order Refund Amount,Created Time,Paid Time,Buyer Username',
    ],
  ])('is recognised by the names its source describes, and says so: %s', (id, header) => {
    const names = header.split(',');
    expect(recognise(names, [])).toMatchObject({ id, proven: false });
    expect(recognise(names.toReversed(), [])?.id).toBe(id);
  });

  it('leaves a plain file to the names known in general', () => {
    expect(recognise(['订单号', '客户编号', '下单时间', '金额', '商品编码'], [])).toBeUndefined();
    expect(recognise(['date', 'amount', 'name', 'id'], [])).toBeUndefined();
  });

  it('has an id of its own', () => {
    expect(new Set(presets.map(({ id }) => id)).size).toBe(presets.length);
  });
});

describe('names of columns', () => {
  it.each([
    ['訂單編號', '订单编号'],
    ['會員電話（必填）', '会员电话'],
    ['實付金額 ', '实付金额'],
    ['商品ID\t', '商品id'],
    ['商品总价(元)', '商品总价'],
  ])('are the same without what exporters add, and in either script: %s', (written, known) => {
    expect(foldName(written)).toBe(foldName(known));
  });
});

describe('a masked id', () => {
  it.each(['186******05', '##AbC==', 't**8', '王*', '138＊＊＊＊1234', '186xxxx0005'])(
    '%s tells nobody apart',
    (id) => {
      expect(readCustomerId(id)).toEqual({ ok: false, reason: 'masked' });
    },
  );

  it.each(['13800138000', 'a*b', '*小猪*', 'xxxx', '#1001', '王小*花'])('%s is none', (id) => {
    expect(isMaskedId(id)).toBe(false);
  });
});
