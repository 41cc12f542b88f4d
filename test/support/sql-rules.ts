/** Something that no statement may use, because an engine lacks it or Citus answers it badly; docs/decisions/9-postgresql.md. */
interface Rule {
  readonly says: string;
  readonly broken: RegExp;
  /** Statements of which it is known and why it does no harm there. */
  readonly but?: readonly (readonly [statement: RegExp, why: string])[];
}

const rules: readonly Rule[] = [
  {
    says: 'one engine lacks it',
    broken:
      /\b(qualify|group by all|date_diff|datediff|quantile_cont|width_bucket|regexp_like|cardinality|to_char)\b/i,
  },
  { says: 'one engine lacks these functions of documents', broken: /\bjsonb?_(build_|agg|object_agg|path)/i },
  { says: 'one engine lacks these operators of documents', broken: /@>|<@|#>|\?\||\?&/ },
  { says: 'Citus has no rows of totals over distributed tables', broken: /\b(rollup|grouping sets|cube)\b/i },
  { says: 'the embedded engine locks no rows', broken: /\bfor (no key )?(update|share|key share)\b/i },
  { says: 'the embedded engine has no savepoints', broken: /\bsavepoint\b/i },
  {
    says: 'times and chance are given, so that every engine and server has the same',
    broken:
      /\b(now|random|gen_random_uuid|uuid_generate_\w+|clock_timestamp)\s*\(|\bcurrent_(timestamp|date|time)\b/i,
  },
  {
    says: 'ids are given, references are checked in code, and there is nothing that only one engine makes',
    broken:
      /\b(big)?serial\b|\bgenerated (always|by default)\b|\breferences\b|\bforeign key\b|\btrigger\b|\bmaterialized view\b|\bcreate (type|sequence|function)\b|\bnextval\b/i,
  },
  { says: 'partial indexes', broken: /^create (unique )?index .* where /i },
  {
    says: 'a change within a question',
    broken: /\bas (not )?(materialized )?\(\s*(insert|update|delete|merge)\b/i,
  },
  {
    says: 'a window over everybody brings every row to the coordinator',
    broken: /\bntile\b|\bover \(\s*(order by\b[^()]*)?\)/i,
    but: [
      [/^insert into customers /i, 'only those who are added are numbered'],
      [/^create table "incoming_customers_N"/i, 'only those who are added are numbered'],
      [/^insert into overrides /i, 'only those who would fall by another standard are numbered'],
      [
        / as place, | as above, | as at_least, | as below, |cost_/i,
        'places among everybody are what RFM, shares and suggestions ask for',
      ],
      [/count\(\*\) over \(\) as of_all from/i, 'only those whom a draft moves are counted'],
      [
        /count\(\*\) over \(\) as customers from "grades_N" as graded/i,
        'only those who fall into a trap are counted',
      ],
    ],
  },
  {
    says: 'pages go on from the last row, they do not count to it',
    broken: /\boffset N\b/i,
    but: [
      [/\bsign_in_attempts\b/i, 'the fifth of a few'],
      [/ as of_all from /i, 'pages of a simulation that is kept nowhere'],
      [
        /\bas measured offset N\b/i,
        'counts nothing: it keeps values that were computed from being computed again',
      ],
    ],
  },
  {
    says: 'locks on tables',
    broken: /\block table\b/i,
    but: [
      [
        /lock table commit_mark in share row exclusive mode/i,
        'the one lock by which changes take their turn',
      ],
    ],
  },
];

/** A statement with its numbers, texts and blanks all alike, so that the same with other values is the same. */
export function plainStatement(text: string): string {
  return text
    .replace(/'(?:[^']|'')*'/g, "'…'")
    .replace(/\b(grades|simulation|incoming_file|incoming_customers)_[0-9a-f_]*\d\w*/g, '$1_N')
    .replace(/\b\d+\b/g, 'N')
    .replace(/\$\d+/g, '$N')
    .replace(/(cast\(N as bigint\)|\$N|N)(, \1)+/g, '$1, …')
    .replace(/\s+/g, ' ')
    .trim();
}

/** What a plain statement breaks, with the statement. */
export function brokenRules(statement: string): string[] {
  return rules
    .filter(({ broken, but = [] }) => broken.test(statement) && !but.some(([known]) => known.test(statement)))
    .map(({ says }) => `${says}: ${statement}`);
}
