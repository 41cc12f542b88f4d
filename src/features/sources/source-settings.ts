/** The systems whose deliveries are understood, and any other by a mapping. */
export const sourceKinds = ['shopify', 'woocommerce', 'youzan', 'generic'] as const;
export type SourceKind = (typeof sourceKinds)[number];

/** How a generic source signs: as standardwebhooks.com has it, or an HMAC-SHA256 of the body in a header. */
export const schemes = ['standard', 'hmac'] as const;
/** By what the customers of a source are known here. */
export const customerNames = ['id', 'email', 'phone'] as const;

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

type Paths<Field extends string> = { readonly [Name in Field]?: string | undefined };

/** Where in another system's documents our fields stand. Paths as `readPath` reads them; within an item where there is a list. */
export interface Mapping {
  readonly what: 'orders' | 'customers';
  /** Of the list whose items are orders or customers; without it the document is one. */
  readonly list?: string | undefined;
  /** Documents with something else there are of no concern. */
  readonly only?: { readonly path: string; readonly values: readonly string[] } | undefined;
  readonly fields: Paths<(typeof orderFields)[number] | (typeof customerFields)[number]>;
  readonly lines?: { readonly list: string; readonly fields: Paths<(typeof lineFields)[number]> } | undefined;
  /** Of an order's buyer, for whoever is not known yet. */
  readonly buyer?: Paths<'name' | 'phone' | 'email'> | undefined;
  /** Of when the other system changed it last: an older version never goes over a newer one. */
  readonly updatedAt?: string | undefined;
  readonly currency?: string | undefined;
  /** Whether amounts are in minor units: 分, cents. */
  readonly minorUnits?: boolean | undefined;
  /** Words of the other system for ours. */
  readonly statuses?: Readonly<Record<string, string>> | undefined;
}

export interface SourceSettings {
  /** Beside the secret, as Youzan has it. */
  readonly clientId?: string | undefined;
  readonly scheme?: (typeof schemes)[number] | undefined;
  /** Of an HMAC: the header's name in lower case. */
  readonly header?: string | undefined;
  /** Of orders; blank: what the other system says, if anything. */
  readonly channel: string;
  readonly customersBy: (typeof customerNames)[number];
  /** Before a customer's number of the other system, so that nobody is taken for somebody else's. */
  readonly prefix: string;
  readonly mapping?: Mapping | undefined;
}
