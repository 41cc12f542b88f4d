import { sql } from 'kysely';
import { InputError, problem } from '../../domain/problem.ts';
import { text } from '../../domain/text.ts';
import type { Expression } from '../../sql/expression.ts';
import { visibleTo } from '../customers/chosen-customers.ts';
import { presentNumber } from '../register/present-number.ts';
import { refuseUnknownCustomers } from './known-customers.ts';
import { type Keeping, momentOf, type Part, type PartRow, partColumn, relationOf } from './part.ts';

const states = ['received', 'recorded', 'proposed', 'accepted', 'added', 'rejected'] as const;
const own = (name: string): Expression => sql`f.${sql.ref(name)}`;
const perhaps = { needed: false } as const;

/** The purposes that were agreed to, as a JSON array of those of each submission. */
const agreements = sql`(select submission_id, '[' || string_agg('{"purpose":' || cast(purpose as text)
      || ',"withdrawn_by":' || coalesce(cast(to_json(withdrawn_by) as text), 'null')
      || ',"withdrawn_at":' || coalesce('"' || cast(withdrawn_at as text) || '"', 'null') || '}', ',' order by purpose) || ']' as agreed
    from form_consents group by submission_id)`;

/** What came in by forms, with who agreed to what; what was filled in stays sealed, unless a seal is given to open it. */
export const submissionsPart: Part = {
  columns: (seal) => [
    partColumn('submission', text('填写序号', 'submission'), own('submission_id'), { kind: 'whole' }),
    partColumn('form', text('表单', 'form'), own('form_id'), { kind: 'whole' }),
    partColumn('notice_version', text('告知版本', 'notice version'), own('notice_version'), {
      kind: 'whole',
    }),
    partColumn('came_at', text('提交时间（UTC）', 'came at (UTC)'), own('came_at'), { kind: 'moment' }),
    partColumn('source', text('途径', 'source'), own('source'), { oneOf: ['page', 'phone'] }),
    partColumn('author', text('录入人', 'author'), own('author')),
    partColumn('customer_id', text('客户编号', 'customer id'), sql`c.external_id`, perhaps),
    partColumn('state', text('状态', 'state'), own('state'), { oneOf: states }),
    partColumn('decided_by', text('处理人', 'decided by'), own('decided_by'), perhaps),
    partColumn('decided_at', text('处理时间（UTC）', 'decided at (UTC)'), own('decided_at'), {
      kind: 'moment',
      ...perhaps,
    }),
    partColumn('taken', text('采用的字段', 'taken'), own('taken'), { kind: 'json', ...perhaps }),
    partColumn('reason', text('原因', 'reason'), own('reason'), perhaps),
    partColumn('rewarded', text('奖励（百万分之一分）', 'rewarded (millionths)'), own('rewarded'), {
      kind: 'whole',
      ...perhaps,
    }),
    partColumn('agreed', text('已同意的事项', 'agreed'), sql`a.agreed`, { kind: 'json', ...perhaps }),
    partColumn(
      'answers',
      text('所填内容', 'answers'),
      seal === null ? sql`cast(null as text)` : own('answers_sealed'),
      {
        kind: 'json',
        ...perhaps,
        write: (cell) => (seal !== null && typeof cell === 'string' ? seal.open(cell) : null),
      },
    ),
  ],
  rows: (
    visibility,
  ) => sql`from form_submissions as f left join customers as c on c.customer_id = ${presentNumber(sql.ref('f.customer_id'))}
      left join ${agreements} as a on a.submission_id = f.submission_id
    where ${visibleTo(visibility, sql`c.owner`) ?? sql`true`} order by f.submission_id`,
  tables: ['form_submissions', 'form_consents'],
  keep: async (keeping, rows) => {
    const { trx, dialect, seal } = keeping;
    await refuseUnknownCustomers({ kysely: trx, dialect }, rows);
    refuseWithoutAnswers(rows);
    const sealed = rows.map((row) => ({ ...row, answers: seal.seal(String(row.answers)) }));
    await sql`insert into form_submissions (submission_id, form_id, notice_version, came_at, source, author, customer_id, answers_sealed, state,
        decided_by, decided_at, taken, reason, rewarded)
      select f.submission, f.form, cast(f.notice_version as integer), ${momentOf('f.came_at')}, f.source, f.author, c.customer_id, f.answers, f.state,
        f.decided_by, ${momentOf('f.decided_at')}, f.taken, f.reason, f.rewarded
      from ${relationOf(dialect, submissionsPart, sealed)} as f left join customer_names as c on c.external_id = f.customer_id`.execute(
      trx,
    );
    await keepConsents(keeping, rows);
  },
};

interface Agreed {
  readonly purpose: number;
  readonly withdrawn_by: string | null;
  readonly withdrawn_at: string | null;
}

async function keepConsents({ trx, dialect }: Keeping, rows: readonly PartRow[]): Promise<void> {
  const agreed = rows.flatMap(({ submission, agreed: written }) => {
    const each = typeof written === 'string' ? (JSON.parse(written) as Agreed[]) : [];
    return each.map((one) => ({ submission, ...one }));
  });
  if (agreed.length === 0) return;
  const given = dialect.rowsOfJson(JSON.stringify(agreed), [
    { name: 'submission', type: 'bigint' },
    { name: 'purpose', type: 'integer' },
    { name: 'withdrawn_by', type: 'text' },
    { name: 'withdrawn_at', type: 'text' },
  ]);
  await sql`insert into form_consents (submission_id, purpose, withdrawn_by, withdrawn_at)
    select submission, purpose, withdrawn_by, ${momentOf('withdrawn_at')} from ${given} as given`.execute(
    trx,
  );
}

/** Of an export that masks, what people filled in is not there to be kept. */
function refuseWithoutAnswers(rows: readonly PartRow[]): void {
  const first = rows.find(({ answers }) => typeof answers !== 'string');
  if (first === undefined) return;
  throw new InputError([
    problem(
      'no-answers',
      `submission ${first.submission}`,
      '没有所填内容；请用 tierbook export all 导出，或在 API 里带上 contact: true',
      'what was filled in is missing; export with `tierbook export all`, or over the API with `contact: true`',
    ),
  ]);
}
