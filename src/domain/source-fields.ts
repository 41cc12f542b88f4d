/** The systems whose deliveries are understood, and any other by a mapping. */
export const sourceKinds = ['shopify', 'woocommerce', 'youzan', 'generic'] as const;
export type SourceKind = (typeof sourceKinds)[number];

/** How a generic source signs: as standardwebhooks.com has it, or an HMAC-SHA256 of the body in a header. */
export const schemes = ['standard', 'hmac'] as const;
/** By what the customers of a source are known here. */
export const customerNames = ['id', 'email', 'phone'] as const;

/** Before customers' numbers, unless somebody says otherwise: two shops both have a customer 1. */
export const prefixes: Readonly<Record<SourceKind, string>> = {
  shopify: 'shopify-',
  woocommerce: 'woo-',
  youzan: 'youzan-',
  generic: '',
};
/** Of orders, unless somebody says otherwise. Shopify says its own, as in its exports. */
export const channels: Readonly<Record<SourceKind, string>> = {
  shopify: '',
  woocommerce: 'woocommerce',
  youzan: '有赞',
  generic: '',
};

/** What a mapping may say of an order, a customer, a line of an order and its buyer. */
export const orderFields = [
  'orderId',
  'customerId',
  'amount',
  'orderedAt',
  'paidAt',
  'status',
  'refunded',
  'refundedAt',
  'shipping',
  'tax',
  'store',
  'product',
  'category',
  'quantity',
] as const;
export const customerFields = [
  'externalId',
  'name',
  'phone',
  'email',
  'gender',
  'birthday',
  'region',
  'address',
  'company',
  'registeredAt',
] as const;
export const lineFields = ['amount', 'price', 'quantity', 'product', 'category'] as const;
export const buyerFields = ['name', 'phone', 'email'] as const;
