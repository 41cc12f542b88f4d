import { type Migration, sql } from 'kysely';

/**
 * Standards graded in the shadow of the one in force: what the challenger is, who began and ended it, and a row for each day on which everybody
 * was evaluated, with what both standards made of the day (`counts`), what customers went on to spend (`foretold`), or why it failed (`message`).
 */
const tables: readonly string[] = [
  `create table challenges (challenge_id bigint primary key, scheme_id text not null, version integer, document json not null, digest text not null,
    started_at timestamp not null, started_by text not null, ended_at timestamp, ended_by text, outcome text)`,
  `create table challenge_days (challenge_id bigint not null, day date not null, evaluation_id bigint not null, state text not null,
    noted_at timestamp not null, counts json, foretold json, message json, primary key (challenge_id, day))`,
];

export function challenges(): Migration {
  return {
    up: async (db) => {
      for (const statement of tables) await sql.raw(statement).execute(db);
    },
  };
}
