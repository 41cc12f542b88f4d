import { isRecordedSource, recordedSources } from '../../domain/event.ts';
import { eventColumns, eventNames } from './event-names.ts';
import { settlementColumns, settlementNames } from './settlement-names.ts';
import { simplified } from './simplified.ts';

/** What a column of an order file may hold. */
export const orderColumns = [
  'order_id',
  'customer_id',
  'ordered_at',
  'paid_at',
  'amount',
  'refunded',
  'refunded_at',
  'status',
  'category',
  'product',
  'quantity',
  'unit_price',
  'margin',
  'channel',
  'store',
  'shipping',
  'tax',
  'currency',
] as const;
export type OrderColumn = (typeof orderColumns)[number];

/**
 * Names by which columns are known, best first; the canonical name always comes first. Names are compared
 * without spaces, case, punctuation and units, so `Order ID`, `order_id` and `orderid` are one name.
 */
const orderNames: Readonly<Record<OrderColumn, string>> = {
  order_id:
    '主订单编号 主订单号 订单编号 订单号 订单id 订单序号 交易编号 交易号 交易单号 流水号 小票号 单号 单据编号 单据号 销售单号 销售单编号 消费单号 订单流水号 交易流水号 销售流水号 收银流水号 小票编号 票据号 账单号 账单编号 商户订单号 商户单号 orderid orderno ordernumber ordersn ordernum invoiceno invoice invoicenumber transactionid transactionno receiptid receiptno billno ticketno',
  customer_id:
    '客户编号 客户id 客户号 客户编码 客户代码 会员编号 会员id 会员号 会员编码 会员卡号 卡号 顾客编号 顾客id openid unionid 买家会员名 买家昵称 买家旺旺 买家旺旺号 买家账号 买家帐号 买家id 买家 会员名 会员昵称 会员账号 用户id 用户编号 用户名 用户昵称 下单帐号 下单账号 客户昵称 客户账号 customerid customer custid customerno customernumber clientid memberid userid buyerid buyer buyernick username 手机号 手机号码 手机 客户手机号 客户手机 客户电话 会员手机号 会员手机 会员电话 买家手机号 买家手机 顾客手机号 顾客手机 顾客电话 下单人手机号 联系手机 联系电话 电话 phone mobile phonenumber email 邮箱 电子邮箱 客户姓名 会员姓名 买家姓名 客户名称 会员名称 客户 会员 姓名 顾客 顾客姓名 顾客名称 下单人 购货单位 customername name',
  ordered_at:
    '订单创建时间 创建时间 下单时间 下单日期 订单提交时间 订单时间 订单日期 订单成交时间 成交时间 成交日期 交易时间 交易日期 购买时间 购买日期 消费时间 消费日期 销售时间 销售日期 开单时间 开单日期 营业日期 营业日 业务日期 单据日期 制单日期 到店时间 到店日期 日期 时间 ordertime orderdate createdat createtime creationdate datecreated invoicedate purchasedate purchasetime transactiondate transactiontime saledate saletime businessdate datetime date time',
  paid_at:
    '订单付款时间 付款时间 付款日期 支付时间 支付日期 订单支付时间 买家付款时间 支付完成时间 付款成功时间 付款确认时间 结账时间 结账日期 收款时间 收款日期 paidtime paiddate paymenttime paymentdate',
  amount:
    '买家实际支付金额 买家实付金额 用户实付金额 订单实际支付金额 实际支付金额 顾客实付金额 顾客实付 实付金额 实付款 实付总额 实付 实收金额 订单实收金额 实收款 实收 商家实收金额 收款金额 支付金额 付款金额 成交金额 订单实付金额 订单金额 订单总额 订单总价 总金额 总额 总价 合计金额 合计 消费金额 消费总额 消费额 交易金额 销售金额 销售总额 销售额 成交额 流水金额 营业额 价税合计 金额 应收金额 订单应付金额 应付金额 买家应付货款 买家应付金额 结算金额 商品总价 小计 total totalamount orderamount ordertotal totalprice grandtotal revenue sales salesamount amountpaid paidamount netamount ordervalue saleamount transactionamount paymentamount linetotal lineamount value price_total dollarvalue spend',
  refunded:
    '退款金额 退款额 已退款金额 实际退款金额 订单退款金额 退款总额 退款 退货金额 退货额 refund refundamount refundedamount amountrefunded',
  refunded_at: '退款时间 退款日期 退款完成时间 退款成功时间 退货时间 退货日期 refundtime refunddate',
  status: '订单状态 交易状态 支付状态 付款状态 状态 orderstatus financialstatus paymentstatus',
  category:
    '品类 类目 商品类目 宝贝类目 商品分类 商品类别 商品品类 商品大类 产品类别 产品分类 分类 分类名称 类别 类别名称 品类名称 大类 菜品分类 productcategory categoryname department',
  product:
    '宝贝标题 商品标题 商品名称 宝贝名称 产品名称 货品名称 品名 商品 产品 货品 项目 项目名称 服务项目 服务名称 书名 菜品名称 菜品 菜名 存货名称 物料名称 description productname producttitle item itemname lineitemname',
  quantity:
    '数量 购买数量 订购数量 宝贝总数量 商品总数量 商品数量 商品件数 购买件数 下单数量 件数 销售数量 消费数量 qty quantitysold quantityordered itemquantity lineitemquantity numberofcds units',
  unit_price:
    '单价 商品单价 商品价格 销售单价 销售价 成交单价 成交价 售价 价格 unitprice price itemprice lineitemprice sellingprice saleprice',
  margin: '毛利 毛利额 毛利润 利润 利润额 grossmargin grossprofit profit',
  channel:
    '渠道 销售渠道 订单渠道 下单渠道 平台 销售平台 订单来源 渠道名称 来源渠道 ordersource saleschannel platform',
  store:
    '门店 门店名称 店铺名称 店铺名 店铺 店名 分店 所属门店 消费门店 交易门店 销售门店 下单门店 归属店铺 商户名称 shop storename shopname branch branchname outlet location',
  shipping:
    '运费 邮费 运费金额 买家应付邮费 快递费 配送费 配送费用 物流费 订单运费 运费合计 shippingfee shippingamount shippingcost freight deliveryfee',
  tax: '税费 税额 税金 taxes taxamount salestax vat',
  currency: '币种 货币 结算币种 交易币种 currencycode',
};

/** Fields of the customer table and the names their columns have in customer lists. */
const customerNames: Readonly<Record<string, string>> = {
  customer_id: orderNames.customer_id,
  name: '姓名 客户姓名 会员姓名 客户名称 顾客姓名 收货人姓名 名称 customername fullname',
  phone:
    '手机号 手机号码 手机 电话 联系电话 联系手机 客户手机号 客户手机 客户电话 会员手机号 会员手机 会员电话 顾客手机号 mobile phonenumber tel',
  email: '邮箱 电子邮箱 电子邮件 邮件 emailaddress mail',
  gender: '性别 客户性别 sex',
  birthday: '生日 出生日期 客户生日 出生年月日 birthdate dateofbirth dob',
  region: '地区 所属区域 所在地区 区域 省份 省 城市 省市 微信地域 province city state area',
  address: '地址 收货地址 联系地址 详细地址 addressline',
  id_number: '身份证 身份证号 身份证号码 证件号 证件号码 idcard',
  occupation: '职业 job profession',
  company: '单位 公司 公司名称 企业名称 organization organisation',
  source: '来源 客户来源 来源渠道 获客来源 leadsource',
  channel: '渠道 来源方式 获客渠道',
  store: '门店 门店名称 所属门店 成为会员店铺 店铺 shop',
  owner: '负责人 跟进人 导购 导购员 客户经理 销售 accountowner salesrep',
  referred_by: '推荐人 介绍人 referrer referredby',
  registered_at:
    '注册时间 注册日期 成为会员时间 成为客户时间 入会时间 入会日期 开卡日期 开卡时间 办卡日期 加入时间 建档日期 创建时间 registrationdate signupdate joindate joinedat createdat membersince',
};

export const customerFieldIds: readonly string[] = Object.keys(customerNames);

/** A column's name as it is compared: 訂單編號 (必填) is 订单编号. */
export function foldName(name: string): string {
  return simplified(name.normalize('NFKC'))
    .toLowerCase()
    .replace(/[(（[【].*?[)）\]】]/g, '')
    .replace(/[\s_\-./·:：*#'"]+/g, '');
}

type Ranks = ReadonlyMap<string, number>;

function ranksOf(id: string, names: string): Ranks {
  return new Map([id, ...names.split(' ')].map((name, rank) => [foldName(name), rank]));
}

const orderRanks = new Map<string, Ranks>(orderColumns.map((id) => [id, ranksOf(id, orderNames[id])]));
const customerRanks = new Map<string, Ranks>(
  Object.entries(customerNames).map(([id, names]) => [id, ranksOf(id, names)]),
);

const eventRanks = new Map<string, Ranks>(
  eventColumns.map((id) => {
    const names = id === 'customer_id' ? `${orderNames.customer_id} ${eventNames[id]}` : eventNames[id];
    return [id, ranksOf(id, names)];
  }),
);

const settlementRanks = new Map<string, Ranks>(
  settlementColumns.map((id) => [id, ranksOf(id, settlementNames[id])]),
);

export const fileKinds = ['orders', 'customers', 'settlements', ...recordedSources] as const;
export type FileKind = (typeof fileKinds)[number];

/** Where a column's name stands among those known for a field: 0 is the best; undefined is not known. */
export function nameRank(kind: FileKind, field: string, name: string): number | undefined {
  return ranks(kind).get(field)?.get(foldName(name));
}

/** Too short a name says nothing as a part of another: 省, tel. */
const SHORTEST = { han: 2, others: 4 };

/**
 * How much of a column's name is a known name of a field, at its end or, where three characters do, as the beginning of a known one: characters of Chinese,
 * half as many of others; 0 for nothing.
 */
export function nameWithin(kind: FileKind, field: string, name: string): number {
  const folded = foldName(name);
  const lengths = [...(ranks(kind).get(field)?.keys() ?? [])].map((known) => {
    const isHan = /\p{Script=Han}/u.test(known);
    const like = folded.endsWith(known) ? known : known.startsWith(folded) ? folded : '';
    const isLong =
      like.length >= (isHan ? SHORTEST.han : SHORTEST.others) && (like === known || like.length > 2);
    return isLong ? like.length / (isHan ? 1 : 2) : 0;
  });
  return Math.max(0, ...lengths);
}

function ranks(kind: FileKind): ReadonlyMap<string, Ranks> {
  if (isRecordedSource(kind)) return eventRanks;
  if (kind === 'settlements') return settlementRanks;
  return kind === 'orders' ? orderRanks : customerRanks;
}

const everyName = new Set(
  [orderRanks, customerRanks, eventRanks, settlementRanks].flatMap((known) =>
    [...known.values()].flatMap((names) => [...names.keys()]),
  ),
);

/** Whether a cell looks like the name of a column we know, which tells a header from data. */
export function isKnownName(name: string): boolean {
  return everyName.has(foldName(name));
}
