import type { SourceKind } from '../../domain/source-fields.ts';
import type { BroughtAll } from './brought.ts';
import { readGeneric } from './generic.ts';
import { type Reading, readerOf } from './reader.ts';
import { readShopify } from './shopify.ts';
import { readWooCommerce } from './woocommerce.ts';
import { readYouzan } from './youzan.ts';

const readers: Readonly<Record<SourceKind, (reading: Reading) => BroughtAll>> = {
  shopify: readShopify,
  woocommerce: readWooCommerce,
  youzan: readYouzan,
  generic: readGeneric,
};

/** What a delivery says, by the kind of its source. `document` is undefined where the body was no JSON. */
export function readDelivery(kind: SourceKind, reading: Reading): BroughtAll {
  if (reading.document !== undefined) return readers[kind](reading);
  const reader = readerOf(null, reading.form);
  reader.say('not-json', '', '内容不是 JSON', 'this is no JSON');
  return { brought: [], problems: reader.problems };
}
