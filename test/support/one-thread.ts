import { DuckDBInstance } from '@duckdb/node-api';

/** Of a worker that has been prepared by an earlier file of tests. */
const prepared = Symbol.for('tierbook.tests.one-thread');

type Create = typeof DuckDBInstance.create & { [prepared]?: true };

// There is a worker for each core already: with as many threads in each of them the engine takes half as much time again for handing around
// the few rows of a test. Commands and servers that tests start as processes have the threads that people have.
const create: Create = DuckDBInstance.create;
if (create[prepared] === undefined) {
  const alone: Create = async (path, options) =>
    await create.call(DuckDBInstance, path, { threads: '1', ...options });
  alone[prepared] = true;
  DuckDBInstance.create = alone;
}
