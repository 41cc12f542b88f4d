import { text } from '../../domain/text.ts';
import { type Preset, preset } from './preset.ts';

/** Columns after https://help.shopify.com/en/manual/fulfillment/managing-orders/exporting-orders: further lines of an order leave most blank. */
const shopifyOrders: Preset = preset({
  id: 'shopify-orders',
  name: text('Shopify 订单', 'Shopify orders'),
  marks: { every: 'name financialstatus lineitemname lineitemprice lineitemquantity' },
  columns: {
    order_id: ['Name'],
    customer_id: ['Email', 'Phone', 'Billing Name'],
    ordered_at: ['Created at'],
    paid_at: ['Paid at'],
    amount: ['Total'],
    refunded: ['Refunded Amount'],
    status: ['Financial Status'],
    channel: ['Source'],
    store: ['Location'],
  },
  continued: true,
});

/** Older lists have no id; orders of the same shop name the e-mail alone. */
const shopifyCustomers: Preset = preset({
  id: 'shopify-customers',
  name: text('Shopify 客户', 'Shopify customers'),
  holds: 'customers',
  marks: { every: 'firstname lastname email totalspent totalorders' },
  columns: {
    customer_id: ['Customer ID', 'Email'],
    phone: ['Phone', 'Default Address Phone'],
    company: ['Default Address Company', 'Company'],
    address: ['Default Address Address1', 'Address1'],
    region: ['Default Address Province Code', 'Province'],
  },
});

/** https://docs.cello.so/guides/attribution/stripe-reports and https://support.stripe.com/questions/exporting-a-report-of-all-transactions */
const stripe: Preset = preset({
  id: 'stripe',
  name: text('Stripe 付款', 'Stripe payments'),
  proven: false,
  marks: { every: 'id amount amountrefunded currency status', most: [1, 'customerid customeremail'] },
  columns: {
    order_id: ['id'],
    customer_id: ['Customer ID', 'Customer Email'],
    ordered_at: ['Created', 'Created date'],
    amount: ['Amount'],
    refunded: ['Amount Refunded'],
  },
});

/** Its words after https://squareup.com/help/ca/en/article/5200-square-glossary: what was collected is what the customer paid. */
const square: Preset = preset({
  id: 'square',
  name: text('Square 交易', 'Square transactions'),
  proven: false,
  marks: { every: 'date grosssales netsales totalcollected transactionid' },
  columns: {
    order_id: ['Transaction ID'],
    customer_id: ['Customer ID', 'Customer Reference ID', 'Customer Name'],
    ordered_at: ['Date'],
    amount: ['Total Collected'],
    refunded: ['Partial Refunds'],
  },
  amounts: 'per-line',
  negativeIsRefund: true,
});

/** Customer/Order Export, after its makers' https://gist.github.com/bekarice/07b1526ddd1519db7698bcfc9e72ee55. Guests all have the customer id 0. */
const woocommerce: Preset = preset({
  id: 'woocommerce',
  name: text('WooCommerce 订单', 'WooCommerce orders'),
  proven: false,
  marks: { every: 'ordernumber ordertotal billingemail', most: [1, 'orderid orderdate date status'] },
  columns: {
    order_id: ['order_number', 'order_id'],
    customer_id: ['billing_email', 'customer_email'],
    ordered_at: ['order_date', 'date'],
    paid_at: ['date_paid', 'paid_date'],
    amount: ['order_total'],
    refunded: ['refunded_total'],
    shipping: ['shipping_total', 'order_shipping'],
    tax: ['tax_total', 'order_tax'],
    currency: ['order_currency', 'currency'],
  },
});

/** https://amz123.com/guide/worldfirst/pcZeahOp lists all its columns. */
const tiktokShop: Preset = preset({
  id: 'tiktok-shop',
  name: text('TikTok Shop 订单', 'TikTok Shop orders'),
  proven: false,
  marks: { every: 'orderid orderstatus orderamount buyerusername', most: [1, 'createdtime paidtime'] },
  columns: {
    customer_id: ['Buyer Username'],
    ordered_at: ['Created Time'],
    paid_at: ['Paid Time'],
    amount: ['Order Amount'],
    refunded: ['Order Refund Amount'],
  },
});

export const presetsAbroad: readonly Preset[] = [
  shopifyOrders,
  shopifyCustomers,
  stripe,
  square,
  woocommerce,
  tiktokShop,
];
