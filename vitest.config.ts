import { configDefaults, defineConfig } from 'vitest/config';

/** What keeps its shops in whichever engine the run has: run once more on PostgreSQL. */
const onBothEngines = [
  'test/http/{challenges,customers,error-files,evaluations,idempotency,ledger,merges,orders,publications,quality,resumed-imports,sources,webhooks}.test.ts',
  'test/http/{durability,idempotency,killed-imports,sources,webhooks}.slow.test.ts',
  'test/e2e/ledger.slow.test.ts',
  'test/{duplicates,evaluations,exports,forms,ledger,points,quality,radar}/!(*.slow).test.ts',
  'test/ledger/day-by-day.slow.test.ts',
  'test/imports/{json-and-tidying,settlements,undo-*}.test.ts',
  'test/register/{unattributed,dry-run,put-off,graded-few.slow,recognise,undo-merge.slow}.test.ts',
];

export default defineConfig({
  test: {
    include:
      process.env.TIERBOOK_TEST_ENGINE === 'postgres'
        ? onBothEngines
        : ['src/**/*.test.ts', 'test/**/*.test.ts', 'web/**/*.test.ts'],
    // `npm run check` leaves out what starts many processes, writes large files or tries very many cases.
    exclude: [...configDefaults.exclude, ...(process.env.TIERBOOK_QUICK ? ['**/*.slow.test.ts'] : [])],
    globalSetup: ['test/support/scratch.ts'],
    setupFiles: ['test/support/one-thread.ts', 'test/support/seed.ts', 'test/support/check-statements.ts'],
    // Not threads: DuckDB aborts the process when a thread ends while one of its queries is under way.
    pool: 'forks',
    // What files import is read once by each process: the suite takes a quarter less.
    isolate: false,
    maxWorkers: '100%',
    testTimeout: 180_000,
    hookTimeout: 180_000,
    watch: false,
    // The pass on PostgreSQL finds what the first has transformed.
    experimental: { fsModuleCache: true },
  },
});
