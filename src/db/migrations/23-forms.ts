import { type Migration, sql } from 'kysely';

/**
 * Forms that people fill in. A form's notice has versions, of which rows are only added; `form_submissions` is what came in, answers sealed, with
 * what became of it; `form_consents` the purposes that were agreed to, withdrawn or not; `call_tasks` whom to call, to fill in a form with them.
 */
const tables: readonly string[] = [
  `create table forms (form_id bigint primary key, token text not null, kind text not null, title text not null, intro text not null,
    fields text not null, store text, channel text, owner text, reward bigint, notice_version integer not null, ends_on date,
    author text not null, added_at timestamp not null, changed_by text, changed_at timestamp, closed_by text, closed_at timestamp)`,
  `create table form_notices (form_id bigint not null, version integer not null, notice text not null, purposes text not null,
    author text not null, noted_at timestamp not null, primary key (form_id, version))`,
  `create table form_submissions (submission_id bigint primary key, form_id bigint not null, notice_version integer not null,
    came_at timestamp not null, source text not null, author text not null, address_hash text, digest text, customer_id bigint,
    answers_sealed text not null, state text not null, decided_by text, decided_at timestamp, taken text, reason text, rewarded bigint)`,
  `create table form_consents (submission_id bigint not null, purpose integer not null, withdrawn_by text, withdrawn_at timestamp,
    primary key (submission_id, purpose))`,
  `create table call_tasks (task_id bigint primary key, form_id bigint not null, customer_id bigint not null, assigned_to text not null,
    due_on date not null, note text not null, made_by text not null, made_at timestamp not null, state text not null, ended_by text,
    ended_at timestamp, end_note text, submission_id bigint)`,
];

export function forms(): Migration {
  return {
    up: async (db) => {
      for (const statement of tables) await sql.raw(statement).execute(db);
    },
  };
}
