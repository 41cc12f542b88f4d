import { type Kysely, sql } from 'kysely';
import { InputError, type Problem, problem } from '../../domain/problem.ts';
import type { SourceKind } from '../../domain/source-fields.ts';
import { bigint } from '../../sql/expression.ts';
import { numbersElsewhere } from './check-numbers.ts';
import { readSources, type Source } from './find-source.ts';
import type { SourceSettings } from './source-settings.ts';

interface Wanted {
  readonly kind: SourceKind;
  readonly settings: SourceSettings;
  /** Whether somebody has confirmed that numbers read elsewhere are those of before. */
  readonly sameNumbers?: boolean;
}

/**
 * Throws an InputError where settings would make one of two: an order of another source, because both give orders one channel, or one of
 * its customers, because both put the same before their numbers. And where they would make two of one, because a source that brought
 * something would know customers otherwise, or read numbers elsewhere without somebody's word that they are the same. `before` is the source as it stands, null for a new one; what it has already is not refused.
 */
export async function checkBeside(
  trx: Kysely<unknown>,
  wanted: Wanted,
  before: Source | null,
): Promise<void> {
  const others = (await readSources(trx, 0)).filter(({ id }) => id !== before?.id);
  const problems: Problem[] = [];
  const channel = channelOf(wanted);
  const inChannel = others.find((other) => channel !== null && channelOf(other) === channel);
  if (inChannel !== undefined && (before === null || channelOf(before) !== channel)) {
    const { name } = inChannel;
    problems.push(
      problem(
        'channel-taken',
        'settings.channel',
        `来源“${name}”的订单也用这个渠道，两边订单号相同时会混为一笔；请写另一个渠道`,
        `orders of the source “${name}” have this channel too, and two of one number would be taken for one; write another channel`,
      ),
    );
  }
  const { prefix, customersBy } = wanted.settings;
  const withPrefix = others.find(
    ({ kind, settings }) => isSameShops(wanted.kind, kind) && settings.prefix === prefix,
  );
  if (withPrefix !== undefined && (before === null || before.settings.prefix !== prefix)) {
    const { name } = withPrefix;
    problems.push(
      problem(
        'prefix-taken',
        'settings.prefix',
        `来源“${name}”的客户号也用这个前缀，编号相同的两位客户会混为一人；请写另一个前缀`,
        `customers of the source “${name}” have this prefix too, and two with one number would be taken for one; write another prefix`,
      ),
    );
  }
  const changed = (['prefix', 'customersBy'] as const).filter(
    (name) => before !== null && before.settings[name] !== { prefix, customersBy }[name],
  );
  const elsewhere =
    before === null || wanted.sameNumbers === true ? [] : numbersElsewhere(before.settings, wanted.settings);
  const asked = changed.length + elsewhere.length > 0;
  if (before !== null && asked && (await hasBrought(trx, before.id))) {
    const zh = '这个来源已经带来过客户或订单，改了会让同一位客户变成两位；请保持原样，或删除后重新添加';
    const en =
      'this source has brought customers or orders, each of whom would become two; leave it as it is, or remove the source and add it anew';
    problems.push(
      ...changed.map((name) => problem('already-used', `settings.${name}`, zh, en)),
      ...elsewhere,
    );
  }
  if (problems.length > 0) throw new InputError(problems);
}

/** Of its orders: a channel, or as Shopify says it of each; null where it brings none. */
function channelOf({ kind, settings: { channel, mapping } }: Wanted): string | null {
  if (kind === 'generic' && mapping?.what !== 'orders') return null;
  return kind === 'shopify' && channel === '' ? '(shopify)' : channel;
}

/** Other systems may well know customers by one number, the business's own. */
function isSameShops(kind: SourceKind, other: SourceKind): boolean {
  return kind === other && kind !== 'generic';
}

async function hasBrought(trx: Kysely<unknown>, source: bigint): Promise<boolean> {
  const of = sql`source_id = ${bigint(source)}`;
  const { rows } = await sql`select 1 from source_orders where is_whole and ${of}
    union all select 1 from source_customers where ${of} limit 1`.execute(trx);
  return rows.length > 0;
}
