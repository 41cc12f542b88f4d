/** The arrows: domain ← sql ← features ← http, cli ← main; db ← features; web → domain. Tests may import anything. */
const test = String.raw`\.test\.tsx?$`;

function only(name, from, allowed, comment) {
  return { name, comment, severity: 'error', from: { path: from, pathNot: test }, to: { pathNot: allowed } };
}

function never(name, from, to, comment) {
  return { name, comment, severity: 'error', from: { path: from, pathNot: test }, to: { path: to } };
}

export default {
  forbidden: [
    only(
      'domain-is-pure',
      '^src/domain/',
      ['^src/domain/', '^node_modules/(temporal-polyfill|yaml)/'],
      'The domain knows no I/O, no SQL and no layer above it.',
    ),
    only(
      'sql-is-pure',
      '^src/sql/',
      ['^src/(domain|sql)/', '^node_modules/kysely/'],
      'SQL is built from the domain with Kysely; it opens nothing.',
    ),
    never(
      'db-below-features',
      '^src/db/',
      '^src/(features|http|cli|main|config)',
      'The database knows no feature.',
    ),
    never(
      'features-below-skins',
      '^src/features/',
      '^src/(http|cli|main|config)',
      'Features know no HTTP, no CLI.',
    ),
    never('http-knows-no-cli', '^src/http/', '^src/cli/', 'The HTTP skin does not use the command line.'),
    never('main-is-the-top', '^src/', '^src/main\\.ts$', 'main.ts wires; nothing imports it.'),
    {
      ...never(
        'only-db-opens-a-database',
        '^(src|web)/',
        'node_modules/(@duckdb|pg|pg-[a-z-]+|@types/pg)/',
        'Only src/db may import a database driver.',
      ),
      from: { path: '^(src|web)/', pathNot: ['^src/db/', test] },
    },
    never(
      'web-to-domain-only',
      '^web/',
      '^src/(?!domain/|http/client/schema)',
      'The web app shares the domain and the types of the API, and nothing else.',
    ),
    never('not-to-tests', '^(src|web)/', [test, '^(test|bench)/'], 'What is shipped does not need tests.'),
    {
      name: 'no-dev-package',
      comment: 'The bundle leaves packages outside: what src imports must be in "dependencies".',
      severity: 'error',
      from: { path: '^src/', pathNot: test },
      to: { dependencyTypes: ['npm-dev', 'npm-no-pkg', 'npm-unknown'], dependencyTypesNot: ['type-only'] },
    },
    { name: 'no-cycle', severity: 'error', from: {}, to: { circular: true } },
    { name: 'resolvable', severity: 'error', from: {}, to: { couldNotResolve: true } },
  ],
  options: {
    doNotFollow: { path: 'node_modules' },
    tsPreCompilationDeps: true,
    tsConfig: { fileName: 'tsconfig.json' },
    enhancedResolveOptions: {
      exportsFields: ['exports'],
      conditionNames: ['import', 'node', 'default', 'types'],
    },
  },
};
