import { type Kysely, sql } from 'kysely';
import type { DataFolder } from '../../db/data-folder.ts';
import type { Text } from '../../domain/text.ts';
import { and, bigint, constantText, type Expression } from '../../sql/expression.ts';
import type { Visibility } from '../access/authorise.ts';
import type { Seal } from '../contacts/seal.ts';
import { visibleTo } from '../customers/chosen-customers.ts';
import { chosen } from '../register/chosen.ts';
import { customerFormOf } from '../register/keep-customers.ts';
import { type Difference, differencesOf } from './differences.ts';
import { findKnown } from './find-known.ts';
import { readForms } from './form.ts';
import { presentSubmissions, readSubmissions, type Submission } from './submission.ts';

/** Submissions by whether somebody still has to look at them. */
export const proposalStates = ['open', 'decided'] as const;
export type ProposalGroup = (typeof proposalStates)[number];

export interface NamedCustomer {
  readonly id: string;
  readonly externalId: string;
  readonly name: string | null;
}

/** Something that came in about somebody who seems to be known, or nobody can tell whom. */
export interface Proposal extends Omit<Submission, 'id' | 'form' | 'customer' | 'values'> {
  readonly id: string;
  readonly form: { readonly id: string; readonly title: Text };
  /** Whose data would change; null where it has to be chosen. */
  readonly customer: NamedCustomer | null;
  /** Who else it may be. */
  readonly candidates: readonly NamedCustomer[];
  readonly fields: readonly Difference[];
}

export interface ProposalPage {
  readonly proposals: readonly Proposal[];
  readonly next: string | null;
}

export interface ProposalQuery {
  readonly visibility: Visibility;
  readonly group: ProposalGroup;
  readonly limit: number;
  /** `next` of the page before. */
  readonly after: bigint | null;
}

/** Proposals, the newest first; of whom one sees own customers alone theirs. */
export async function listProposals(
  folder: DataFolder,
  seal: Seal,
  { visibility, group, limit, after }: ProposalQuery,
): Promise<ProposalPage> {
  const { reader: db, dialect } = folder.database();
  const customers = await customerFormOf(folder);
  const older = after === null ? sql`true` : sql`s.submission_id < ${bigint(after)}`;
  const which = and([older, isIn(group), visible(visibility)]);
  const found = await readSubmissions(db, seal, which, limit + 1);
  const page = found.slice(0, limit);
  const titles = new Map((await readForms(db)).map(({ id, title }) => [id, title]));
  const proposals: Proposal[] = [];
  for (const { id, form, customer, values, ...submission } of page) {
    const others = group === 'open' && customer === null ? (await findKnown(db, seal, values)).customers : [];
    const named = await nameCustomers(
      db,
      chosen(dialect, 'bigint', [...others, ...(customer === null ? [] : [customer])]),
    );
    proposals.push({
      ...submission,
      id: String(id),
      form: { id: String(form), title: titles.get(form) ?? { zh: '', en: '' } },
      customer: named.find((each) => each.id === String(customer)) ?? null,
      candidates: named.filter((each) => each.id !== String(customer)),
      fields: await differencesOf(db, seal, customers, values, customer),
    });
  }
  return { proposals, next: found.length > limit ? String(page.at(-1)?.id) : null };
}

/** How many wait for somebody to look at them. */
export async function countProposals(db: Kysely<unknown>, visibility: Visibility): Promise<number> {
  return [...(await countWaiting(db, visibility)).values()].reduce((sum, n) => sum + n, 0);
}

/** The same by the numbers of the forms by which they came; of others none wait. */
export async function countWaiting(
  db: Kysely<unknown>,
  visibility: Visibility,
): Promise<ReadonlyMap<bigint, number>> {
  const { rows } = await sql<{
    form: bigint;
    n: bigint;
  }>`select form_id as form, count(*) as n from (${presentSubmissions}) as s
    where ${and([isIn('open'), visible(visibility)])} group by form_id`.execute(db);
  return new Map(rows.map(({ form, n }) => [form, Number(n)]));
}

function isIn(group: ProposalGroup): Expression {
  if (group === 'open') return sql`s.state = ${constantText('proposed')}`;
  return sql`s.state in ('accepted', 'added', 'rejected') and s.source = ${constantText('page')}`;
}

function visible(visibility: Visibility): Expression {
  const own = visibleTo(visibility, sql`owner`);
  return own === null ? sql`true` : sql`s.customer_id in (select customer_id from customers where ${own})`;
}

async function nameCustomers(db: Kysely<unknown>, ids: Expression): Promise<NamedCustomer[]> {
  const { rows } = await sql<{
    id: bigint;
    external_id: string;
    name: string | null;
  }>`select customer_id as id, external_id, name from customers where customer_id in ${ids} order by customer_id`.execute(
    db,
  );
  return rows.map(({ id, external_id, name }) => ({ id: String(id), externalId: external_id, name }));
}
