import { main, setup } from './setup.mjs';
import { bin, checks, exitOnSignals, runSteps } from './steps.mjs';

/** The inner loop: everything but slow tests, PostgreSQL and the search for unused code, which `npm test` adds. */
await main(async () => {
  exitOnSignals();
  await setup();
  const tests = {
    name: 'tests (vitest)',
    args: [bin('vitest'), 'run', '--no-isolate'],
    env: { TIERBOOK_QUICK: '1' },
  };
  const results = await runSteps([tests, checks.types, checks.webTypes, checks.lint, checks.arrows]);
  if (!process.env.TIERBOOK_TEST_POSTGRES) {
    console.log('- PostgreSQL suites skipped: `npm test` runs them, or set TIERBOOK_TEST_POSTGRES');
  }
  if (results.some(({ ok }) => !ok)) process.exitCode = 1;
});
