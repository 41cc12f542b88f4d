/** An order as https://shopify.dev/docs/api/webhooks shows `orders/updated`, of what is read. */
export function shopifyOrder(changes: object = {}): string {
  const order = {
    id: '@id',
    email: 'ming@example.com',
    created_at: '2026-01-05T21:30:00-05:00',
    processed_at: '2026-01-05T21:31:00-05:00',
    updated_at: '2026-01-06T12:00:00+08:00',
    cancelled_at: null,
    test: false,
    name: '#1001',
    currency: 'CNY',
    total_price: '200.00',
    subtotal_price: '190.00',
    total_tax: '0.00',
    total_shipping_price_set: { shop_money: { amount: '10.00', currency_code: 'CNY' } },
    financial_status: 'partially_refunded',
    fulfillment_status: 'fulfilled',
    source_name: 'web',
    customer: {
      id: '@customer',
      email: 'ming@example.com',
      phone: '+8613800001234',
      first_name: '小明',
      last_name: '王',
    },
    line_items: [
      { id: 1, title: '陶瓷杯', quantity: 2, price: '40.00', discount_allocations: [{ amount: '4.00' }] },
      { id: 2, title: '茶盘', quantity: 1, price: '114.00', discount_allocations: [] },
    ],
    refunds: [
      {
        id: 509562969,
        created_at: '2026-01-06T09:00:00+08:00',
        transactions: [{ kind: 'refund', status: 'success', amount: '30.00', currency: 'CNY' }],
      },
    ],
    ...changes,
  };
  // Its own example has numbers that a double cannot hold.
  return JSON.stringify(order)
    .replace('"@id"', '820982911946154508')
    .replace('"@customer"', '115310627314723954');
}

/** An order as https://developer.woocommerce.com/docs/apis/rest-api/v3/orders/ shows one, of what is read. */
export function wooOrder(changes: object = {}): string {
  return JSON.stringify({
    id: 727,
    number: '727',
    status: 'processing',
    currency: 'CNY',
    date_created: '2026-01-05T10:00:00',
    date_created_gmt: '2026-01-05T02:00:00',
    date_modified: '2026-01-05T12:00:00',
    date_modified_gmt: '2026-01-05T04:00:00',
    date_paid: '2026-01-05T10:05:00',
    date_paid_gmt: '2026-01-05T02:05:00',
    shipping_total: '10.00',
    total: '29.35',
    total_tax: '1.35',
    customer_id: 26,
    billing: { first_name: 'John', last_name: 'Doe', email: 'John@example.com', phone: '(555) 555-5555' },
    line_items: [{ id: 315, name: 'Woo Single #1', quantity: 2, total: '18.00', total_tax: '1.35' }],
    refunds: [{ id: 728, reason: '', total: '-10.00' }],
    ...changes,
  });
}

/** A message as https://doc.youzanyun.com/detail/MSG/302 and those beside it have it, of what is read. */
export function youzanTrade(changes: object = {}): string {
  const full_order_info = {
    order_info: {
      tid: 'E20260105101734022600020',
      status: 'WAIT_SELLER_SEND_GOODS',
      created: '2026-01-05 10:17:34',
      pay_time: '2026-01-05 10:17:45',
      update_time: '2026-01-05 10:17:46',
      ...changes,
    },
    pay_info: { payment: '86.00', total_fee: '80.00', post_fee: '6.00' },
    buyer_info: { buyer_id: 290195682, fans_id: 0, fans_nickname: '王**', buyer_phone: '138****1234' },
    orders: [
      { oid: '1472319870133616259', title: '龙井 50g', num: 1, payment: '56.64' },
      { oid: '1472319870133616260', title: '茶杯 100% 手工', num: 2, payment: '23.36' },
    ],
  };
  return JSON.stringify({
    client_id: 'afcd2eb5b88fbdbd90',
    id: 'E20260105101734022600020',
    kdt_id: 41461397,
    type: 'trade_TradeBuyerPay',
    status: 'WAIT_SELLER_SEND_GOODS',
    msg: encodeURIComponent(JSON.stringify({ full_order_info })),
    msg_id: '3b0020c9-b9cc-4926-ad69-44b3b3b85dc6',
    sendCount: 0,
    test: false,
    version: 1767579466,
  });
}
