import { configDefaults, defineConfig } from 'vitest/config';

export default defineConfig({
  test: {
    include: ['src/**/*.test.ts', 'test/**/*.test.ts', 'web/**/*.test.ts'],
    // `npm run check` leaves out what starts many processes, writes large files or tries very many cases.
    exclude: [...configDefaults.exclude, ...(process.env.TIERBOOK_QUICK ? ['**/*.slow.test.ts'] : [])],
    setupFiles: ['test/support/seed.ts'],
    // Not threads: DuckDB aborts the process when a thread ends while one of its queries is under way.
    pool: 'forks',
    maxWorkers: '100%',
    testTimeout: 60_000,
    hookTimeout: 60_000,
    watch: false,
  },
});
