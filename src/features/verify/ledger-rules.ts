import { type Kysely, sql } from 'kysely';
import { text } from '../../domain/text.ts';
import { currentGeneration } from '../evaluations/generation.ts';
import { readLedger } from '../ledger/ledger-state.ts';
import { tierIdSql } from '../ledger/shown-tier.ts';
import { chainedDigest, digestsOf, emptyDigest } from '../ledger/write-entries.ts';
import { findScheme } from '../schemes/published-schemes.ts';
import { type Found, type Rule, rowRule } from './check.ts';

const nothing: Found = { looked: 0, wrong: 0, example: null };

/** Each batch's digest is that of its entries and of all batches before. */
const chain: Rule = {
  id: 'ledger-chain',
  says: text('等级变更记录没有被改动过', 'no entry of the tier ledger was changed or taken away'),
  of: text('批', 'batches'),
  look: async (db) => {
    const { rows } = await sql<{
      id: bigint;
      entries: bigint;
      digest: string;
      chained: string;
    }>`select batch_id as id, entries, digest, chained
      from ledger_batches order by ledger_batches.batch_id`.execute(db);
    const digests = await digestsOf(db, sql`true`);
    let before = '';
    let found: Found = { ...nothing, looked: rows.length };
    for (const row of rows) {
      const { entries, digest } = digests.get(row.id) ?? emptyDigest;
      const right =
        BigInt(entries) === row.entries &&
        digest === row.digest &&
        chainedDigest(before, digest) === row.chained;
      if (!right) found = { ...found, wrong: found.wrong + 1, example: found.example ?? String(row.id) };
      before = row.chained;
    }
    return found;
  },
};

const numbered: Rule = rowRule(
  {
    id: 'ledger-numbered',
    says: text(
      '每位客户的等级变更从 1 起连续编号',
      "each customer's ledger entries count from 1 without a gap",
    ),
    of: text('位客户', 'customers'),
  },
  {
    from: sql`(select customer_id, count(*) as n, count(distinct entry_no) as numbers, max(entry_no) as last from tier_ledger
        where customer_id not in (select merged_id from customer_merges where undone_by is null)
          and customer_id not in (select customer_id from gone_customers) group by customer_id) as counted
      left join (select customer_id as holder, entries from held) as h on holder = customer_id`,
    wrong: sql`n <> last or n <> numbers or entries is distinct from n`,
    named: sql`customer_id`,
  },
);

/** What a customer holds is what his latest effective entry says. */
const heldAsSaid: Rule = {
  id: 'held-as-the-ledger-says',
  says: text('客户现在的等级与等级变更记录一致', 'what customers hold is what the ledger says'),
  of: text('位客户', 'customers'),
  look: async (db: Kysely<unknown>) => {
    const state = await readLedger(db);
    const current = state?.scheme ? await findScheme(db, state.scheme.id, state.scheme.version) : null;
    if (current === null) return nothing;
    const { rows } = await sql<{
      looked: bigint;
      wrong: bigint;
      example: string | null;
    }>`select count(*) as looked,
        count(*) filter (where ${wrong(current.scheme)}) as wrong, min(cast(h.customer_id as text)) filter (where ${wrong(current.scheme)}) as example
      from held as h left join (select distinct on (customer_id) customer_id, held_tier, to_tier from tier_ledger
        order by customer_id, effective desc, entry_no desc) as l on l.customer_id = h.customer_id`.execute(
      db,
    );
    const [row] = rows;
    return {
      looked: Number(row?.looked ?? 0n),
      wrong: Number(row?.wrong ?? 0n),
      example: row?.example ?? null,
    };
  },
};

type Scheme = Parameters<typeof tierIdSql>[0];

/** A tier that a new standard no longer has stands in the ledger under its old id. */
function wrong(scheme: Scheme) {
  const isOf = sql`l.held_tier in (${sql.join(scheme.tiers.map(({ id }) => sql`${id}`))})`;
  return sql`(l.customer_id is null or (${isOf} and l.held_tier <> ${tierIdSql(scheme, sql`h.tier`)}))`;
}

/** Lists show what is held, or given by hand. */
const shownAsHeld: Rule = {
  id: 'shown-as-held',
  says: text('客户列表里的等级就是持有或人工调整的等级', 'lists show the tier that is held or set by hand'),
  of: text('位客户', 'customers'),
  look: async (db) => {
    const generation = await currentGeneration(db);
    if (!generation?.inLedger) return nothing;
    const isWrong = sql`h.shown is not null and h.shown <> g.tier`;
    const { rows } = await sql<{
      looked: bigint;
      wrong: bigint;
      example: string | null;
    }>`select count(*) as looked,
        count(*) filter (where ${isWrong}) as wrong, min(cast(g.customer_id as text)) filter (where ${isWrong}) as example
      from ${sql.table(generation.graded.table)} as g left join held as h on h.customer_id = g.customer_id`.execute(
      db,
    );
    const [row] = rows;
    return {
      looked: Number(row?.looked ?? 0n),
      wrong: Number(row?.wrong ?? 0n),
      example: row?.example ?? null,
    };
  },
};

/** What is always true of the tier ledger. */
export const ledgerRules: readonly Rule[] = [chain, numbered, heldAsSaid, shownAsHeld];
