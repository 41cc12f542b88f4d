import { join } from 'node:path';
import { newToken } from '../features/access/tokens.ts';
import { keptImportsIn, openKeptImports } from '../features/imports/kept-imports.ts';
import { MOST_BYTES, openUploads } from '../features/imports/uploads.ts';
import { openJobs } from '../features/jobs/jobs.ts';
import type { App } from './app.ts';
import { errorFilesOf } from './error-files.ts';
import { importOrder } from './import-job.ts';
import { backtestRoutes } from './routes/backtests.ts';
import { challengeRoutes } from './routes/challenges.ts';
import { dumpRoutes } from './routes/dumps.ts';
import { errorFileRoutes } from './routes/error-files.ts';
import { exportRoutes } from './routes/exports.ts';
import { importUndoRoutes } from './routes/import-undo.ts';
import { importRoutes } from './routes/imports.ts';
import { jobRoutes } from './routes/jobs.ts';
import { keptMappingRoutes } from './routes/kept-mappings.ts';
import { radarRoutes } from './routes/radar.ts';
import { sampleRoutes } from './routes/samples.ts';
import { simulationRoutes } from './routes/simulations.ts';
import { uploadRoutes } from './routes/uploads.ts';
import type { ServedShop } from './served-shop.ts';

const HOUR_MS = 3_600_000;
const DAY_MS = 24 * HOUR_MS;

/** Everything by which files come in: uploads, imports, samples and the jobs that read them; and what else takes long. */
export function dataInRoutes(app: App, shop: ServedShop): void {
  const { folder, clock, onFault } = shop;
  const uploads = openUploads({
    folder: join(folder.exchange, 'uploads'),
    clock,
    newId: newToken,
    mostBytes: shop.mostUploadBytes ?? MOST_BYTES,
  });
  const imports = openKeptImports(
    keptImportsIn(shop.lasting ? folder.path : folder.exchange),
    join(folder.exchange, 'tried'),
  );
  const jobs = openJobs({ clock, newId: newToken, onFault });
  const sweep = (): void => {
    uploads.sweep().catch((error: unknown) => onFault(error, 'uploads'));
    imports.tried.sweep(clock() - DAY_MS).catch((error: unknown) => onFault(error, 'dry runs'));
    errorFilesOf(shop, false)
      .sweep()
      .catch((error: unknown) => onFault(error, 'error files'));
  };
  sweep();
  const sweeping = setInterval(sweep, HOUR_MS).unref();
  // Before anybody can ask for one that was under way when the server was ended.
  app.addHook('onReady', async () => {
    await imports.sweep();
    for (const kept of await imports.list()) jobs.start(importOrder(shop, imports, kept));
  });
  // Before connections are closed: whoever listens to a job hears its end.
  app.addHook('preClose', async () => {
    clearInterval(sweeping);
    await jobs.stopAll();
  });
  uploadRoutes(app, uploads);
  importRoutes(app, shop, jobs, { uploads, imports });
  dumpRoutes(app, shop, uploads);
  importUndoRoutes(app, shop, jobs);
  keptMappingRoutes(app, shop);
  errorFileRoutes(app, shop, jobs);
  jobRoutes(app, shop, jobs);
  sampleRoutes(app, shop, jobs);
  backtestRoutes(app, shop, jobs);
  simulationRoutes(app, shop, jobs);
  challengeRoutes(app, shop, jobs);
  radarRoutes(app, shop, jobs);
  exportRoutes(app, shop, jobs);
}
