import { sql } from 'kysely';
import type { DataFolder } from '../../db/data-folder.ts';
import { operators, operatorTypes, type SubjectType } from '../../domain/condition.ts';
import { unitOf } from '../../domain/describe/amount-words.ts';
import type { Metric } from '../../domain/metric.ts';
import { type Text, text } from '../../domain/text.ts';
import { and } from '../../sql/expression.ts';
import type { Visibility } from '../access/authorise.ts';
import { visibleSql } from './chosen-customers.ts';
import { openGrid } from './grid.ts';
import { type ListedField, tierField } from './listed-fields.ts';
import { type Reading, readCustomers } from './reading.ts';

/** Something by which customers can be filtered and perhaps put in order. */
export interface FilterableField {
  readonly id: string;
  readonly name: Text;
  readonly type: string;
  /** How a number is shown where it is as a percentage: `ratio` is 0 … 1, `percent` is one already. */
  readonly unit: 'ratio' | 'percent' | null;
  readonly kind: 'field' | 'metric';
  readonly sealed: boolean;
  readonly operators: readonly string[];
  readonly sortable: boolean;
  /** Values that may be chosen; of fields with free text those that occur most. */
  readonly choices: readonly string[];
}

export interface FilterableFields {
  readonly fields: readonly FilterableField[];
  /** Lowest first; empty before the first evaluation. */
  readonly tiers: readonly { readonly id: string; readonly name: Text }[];
}

/** Fields of whose values people choose. */
const offered: ReadonlySet<string> = new Set(['gender', 'region', 'source', 'channel', 'store', 'owner']);
const MOST_OFFERED = 100;

/** What filters over customers may use: their fields, the metrics that the evaluation stored, and the tier. */
export async function filterableFields(
  folder: DataFolder,
  visibility: Visibility,
): Promise<FilterableFields> {
  return await readCustomers(
    folder,
    async (reading) =>
      await reading.remember(['fields', visibility], async () => await readFields(reading, visibility)),
  );
}

async function readFields(reading: Reading, visibility: Visibility): Promise<FilterableFields> {
  const { generation, fields } = reading;
  const tiers = generation?.scheme.tiers.map(({ id, name }) => ({ id, name })) ?? [];
  const tier: FilterableField = {
    ...tierField,
    type: 'choice',
    unit: null,
    kind: 'field',
    sealed: false,
    operators: operatorsOf('integer'),
    sortable: true,
    choices: tiers.map(({ id }) => id),
  };
  const known: FilterableField[] = [];
  for (const listed of fields.values()) known.push(await fieldView(listed, reading, visibility));
  const metrics = generation?.graded.metrics.map(
    ({ metric }): FilterableField => ({
      id: metric.id,
      name: metric.name ?? text(metric.id, metric.id),
      type: metric.type,
      unit: percentOf(metric, generation.scheme.currency),
      kind: 'metric',
      sealed: false,
      operators: operatorsOf(metric.type),
      sortable: true,
      choices: [],
    }),
  );
  return { fields: [tier, ...known, ...(metrics ?? [])], tiers };
}

function percentOf(metric: Metric, currency: string): FilterableField['unit'] {
  const { kind } = unitOf(metric, currency);
  return kind === 'ratio' || kind === 'percent' ? kind : null;
}

function operatorsOf(type: SubjectType): string[] {
  return operators.filter((operator) => operatorTypes[operator].includes(type));
}

async function fieldView(
  listed: ListedField,
  reading: Reading,
  visibility: Visibility,
): Promise<FilterableField> {
  const { id, name, type, sealed, choices } = listed.field;
  const isOffered = offered.has(id);
  return {
    id,
    name,
    type,
    unit: null,
    kind: 'field',
    sealed,
    operators: operatorsOf(listed.subject.type),
    sortable: !sealed,
    choices: isOffered ? await mostFrequent(listed, reading, visibility) : choices,
  };
}

async function mostFrequent(
  listed: ListedField,
  reading: Reading,
  visibility: Visibility,
): Promise<string[]> {
  const grid = openGrid(reading);
  const value = listed.value(grid);
  const visible = visibleSql(visibility, grid) ?? sql`true`;
  const { rows } = await sql<{ value: string }>`select ${value} as value, count(*) as n from ${grid.from()}
    where ${and([sql`${value} is not null`, visible])} group by 1 order by 2 desc, 1 limit ${sql.lit(MOST_OFFERED)}`.execute(
    reading.db,
  );
  return rows.map((row) => row.value);
}
