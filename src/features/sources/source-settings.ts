import type {
  buyerFields,
  customerFields,
  customerNames,
  lineFields,
  orderFields,
  schemes,
} from '../../domain/source-fields.ts';

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
  readonly buyer?: Paths<(typeof buyerFields)[number]> | undefined;
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
