import { csvText } from './write-csv.ts';

/** Money that came in or went back for an order, as a payment platform tells it. */
export interface ToldMovement {
  readonly order: string;
  /** `2026-01-10 09:00:00` */
  readonly at: string;
  /** Yuan; of a refund what was given back. */
  readonly yuan: string;
  /** The number of the refund; null for a payment. */
  readonly refund: string | null;
  /** Of the refund, as WeChat has it. */
  readonly status?: string;
  /** Of neither: a fee. */
  readonly isFee?: boolean;
}

/** A statement: lines above its table, a header with the rows, lines below. */
export interface Statement {
  readonly above: readonly string[];
  readonly rows: readonly (readonly string[])[];
  readonly below: readonly string[];
}

export function statementText({ above, rows, below }: Statement, lineEnd = '\r\n'): string {
  const lines = (all: readonly string[]): string => all.map((line) => `${line}${lineEnd}`).join('');
  return `${lines(above)}${csvText(rows, ',', lineEnd)}${lines(below)}`;
}

type Written = (movement: ToldMovement, index: number) => string[];

function statement(header: string, movements: readonly ToldMovement[], row: Written): Statement['rows'] {
  return [header.split(','), ...movements.map(row)];
}

const negative = (yuan: string): string => `-${yuan}`;

/** Statements by the presets that know them, with the columns and the lines around them that platforms write. */
export const statements = {
  /** An accent before every value, and a header and a row of sums below. */
  'wechat-pay': (...movements) => ({
    above: [],
    rows: statement(
      '交易时间,公众账号ID,商户号,特约商户号,设备号,微信订单号,商户订单号,用户标识,交易类型,交易状态,付款银行,货币种类,应结订单金额,代金券金额,微信退款单号,商户退款单号,退款金额,充值券退款金额,退款类型,退款状态,商品名称,商户数据包,手续费,费率,订单金额,申请退款金额,费率备注',
      movements,
      ({ order, at, yuan, refund, status = 'SUCCESS' }) => {
        const isPaid = refund === null;
        const back = isPaid
          ? ['0', '0', '0.00', '0.00', '', '']
          : [`5030${refund}`, `R-${refund}`, yuan, '0.00', 'ORIGINAL', status];
        return [
          ...[at, 'wx0123456789abcdef', '1900000109', '0', '', `4200${order}`, order, 'oUpF8uMuAJO', 'JSAPI'],
          ...[isPaid ? 'SUCCESS' : 'REFUND', 'OTHERS', 'CNY', isPaid ? yuan : '0.00', '0.00', ...back],
          ...['茶, 一份', '', '0.00000', '0.60%', ...(isPaid ? [yuan, '0.00'] : ['0.00', yuan]), ''],
        ].map((cell) => `\`${cell}`);
      },
    ),
    below: [
      '总交易单数,应结订单总金额,退款总金额,充值券退款总金额,手续费总金额,订单总金额,申请退款总金额',
      '`3,`21.00,`5.50,`0.00,`0.12,`21.00,`5.50',
    ],
  }),
  'wechat-pay-funds': (...movements) => ({
    above: [],
    rows: statement(
      '记账时间,微信支付业务单号,资金流水单号,业务名称,业务类型,收支类型,收支金额(元),账户结余(元),资金变更提交申请人,备注,业务凭证号',
      movements,
      ({ order, at, yuan, refund, isFee }, index) => {
        const words = isFee
          ? ['扣除交易手续费', '支出']
          : refund === null
            ? ['交易', '收入']
            : ['退款', '支出'];
        const number = refund ?? `90${index}`;
        return [at, `4200${order}`, number, '交易', ...words, yuan, '10.00', 'API', '结算', order].map(
          (cell) => `\`${cell}`,
        );
      },
    ),
    below: ['资金流水总笔数,收入笔数,收入金额,支出笔数,支出金额', '`3,`1,`100.00,`2,`10.60'],
  }),
  /** Comments above and below, tabs behind numbers. */
  'alipay-trades': (...movements) => ({
    above: [
      '#支付宝业务明细查询',
      '#账号：[20880000000000000156]',
      '#-----------------------------------------业务明细列表----------------------------------------',
    ],
    rows: statement(
      '支付宝交易号,商户订单号,业务类型,商品名称,创建时间,完成时间,门店编号,门店名称,操作员,终端号,对方账户,订单金额（元）,商家实收（元）,支付宝红包（元）,集分宝（元）,支付宝优惠（元）,商家优惠（元）,券核销金额（元）,券名称,商家红包消费金额（元）,卡消费金额（元）,退款批次号/请求号,服务费（元）,分润（元）,备注',
      movements,
      ({ order, at, yuan, refund, isFee }) => {
        const amount = refund === null ? yuan : negative(yuan);
        const what = isFee ? '收费' : refund === null ? '交易' : '退款';
        const sums = [amount, amount, '0.00', '0.00', '0.00', '0.00', '0.00', '', '0.00', '0.00'];
        const number = refund === null ? '' : `${refund}\t`;
        return [
          ...[`2026${order}\t`, `${order}\t`, what, '茶', '2026-01-02 10:00:00', at, '', '', '', ''],
          ...['buy***@example.com', ...sums, number, '-0.12', '0.00', ''],
        ];
      },
    ),
    below: [
      '#-----------------------------------------业务明细列表结束------------------------------------',
      '#交易合计：1笔，商家实收共100.00元，商家优惠共0.00元',
      '#退款合计：1笔，商家实收退款共-10.00元',
      '#导出时间：[2026年02月01日 09:00:00]',
    ],
  }),
  /** The same, and Taobao's order numbers behind `T200P`. */
  'alipay-account': (...movements) => ({
    above: [
      '#支付宝账务明细查询',
      '#账号：[20880000000000000156]',
      '#起始日期：[2026年01月01日 00:00:00]   终止日期：[2026年02月01日 00:00:00]',
      '#-----------------------------------------账务明细列表----------------------------------------',
    ],
    rows: statement(
      '账务流水号,业务流水号,商户订单号,商品名称,发生时间,对方账号,收入金额（+元）,支出金额（-元）,账户余额（元）,交易渠道,业务类型,备注',
      movements,
      ({ order, at, yuan, refund, isFee }, index) => {
        const isOut = refund !== null || isFee;
        const what = isFee ? '收费' : refund === null ? '交易付款' : '交易退款';
        return [
          ...[
            `${refund ?? `90${index}`}\t`,
            `2026${order}\t`,
            `T200P${order}`,
            '茶',
            at,
            'buy***@example.com',
          ],
          ...[isOut ? '' : yuan, isOut ? negative(yuan) : '', '1000.00', '支付宝', what, ''],
        ];
      },
    ),
    below: [
      '#-----------------------------------------账务明细列表结束------------------------------------',
      '#支出合计：2笔，共-15.00元,,,,,,,,,,,',
      '#收入合计：1笔，共100.00元,,,,,,,,,,,',
      '#导出时间：[2026年02月01日 09:00:00]',
    ],
  }),
  'pinduoduo-account': (...movements) => ({
    above: [
      '拼多多店铺账务明细查询',
      '',
      '起始时间：2026-01-01 00:00:00  终止时间：2026-01-31 23:59:59',
      '----------交易记录明细列表---------',
    ],
    rows: statement(
      '商户订单号,发生时间,收入金额（+元）,支出金额（-元）,账务类型,备注,业务描述',
      movements,
      ({ order, at, yuan, refund, isFee }) => {
        if (isFee)
          return [order, at, '0', negative(yuan), '技术服务费', '-', '0030002|技术服务费-基础技术服务费'];
        return refund === null
          ? [order, at, yuan, '0', '交易收入', '-', '0010002|交易收入-订单收入']
          : [order, at, '0', negative(yuan), '交易退款', '-', '0020002|交易退款-订单退款'];
      },
    ),
    below: [],
  }),
  /** An apostrophe before numbers. */
  'douyin-account': (...movements) => ({
    above: [],
    rows: statement(
      '动账时间,动帐流水号,动账方向,动账金额,动账账户,动账场景,计费类型,子订单号,订单号,售后编号,下单时间,商品ID,商品名称,订单类型,订单实付应结,运费实付,实际平台补贴,订单退款,平台服务费,佣金,是否免佣,备注',
      movements,
      ({ order, at, yuan, refund, isFee }, index) => {
        const what = isFee ? '技术服务费' : refund === null ? '货款结算入账' : '原路退';
        const direction = refund === null && !isFee ? '入账' : '出账';
        return [
          ...[
            at,
            refund ?? `90${index}`,
            direction,
            yuan,
            '聚合账户',
            what,
            '鲁班广告',
            `'${order}`,
            `'${order}`,
          ],
          ...['', '2026-01-02 09:00:00', "'3500", '茶', '普通订单', yuan, '0', '0', '0', '0', '0', '否', ''],
        ];
      },
    ),
    below: [],
  }),
} satisfies Readonly<Record<string, (...movements: readonly ToldMovement[]) => Statement>>;

export const wechatBill = (...movements: readonly ToldMovement[]): string =>
  statementText(statements['wechat-pay'](...movements));

export const alipayAccount = (...movements: readonly ToldMovement[]): string =>
  statementText(statements['alipay-account'](...movements), '\n');
