import { z } from 'zod';
import { authorName } from '../../features/access/author-name.ts';
import { gradeAfter } from '../../features/imports/import-into-shop.ts';
import { evaluationResult } from '../../features/imports/import-result.ts';
import { previewUndo, undoImport } from '../../features/imports/undo-import.ts';
import { findUndoable } from '../../features/imports/undoable-import.ts';
import type { Jobs } from '../../features/jobs/jobs.ts';
import type { App } from '../app.ts';
import { idParams, numberOf } from '../id-params.ts';
import { callerOf } from '../identify.ts';
import { problemsSchema } from '../problems.ts';
import type { ServedShop } from '../served-shop.ts';
import { effectIn, previewIn, undoPreviewSchema } from '../undo-schemas.ts';

const tags = ['imports'];
const config = { needs: 'imports:undo' } as const;

/** Imports taken back: what it would do is looked at first, then a job does it. */
export function importUndoRoutes(app: App, { folder, clock }: ServedShop, jobs: Jobs): void {
  app.get(
    '/imports/:id/undo',
    {
      config,
      schema: {
        tags,
        params: idParams,
        description: 'What taking this import back would do now, and what stays and why. Changes nothing.',
        response: { 200: undoPreviewSchema, '4xx': problemsSchema },
      },
    },
    async ({ params, lang }) => previewIn(await previewUndo(folder, numberOf(params)), lang),
  );

  app.post(
    '/imports/:id/undo',
    {
      config,
      schema: {
        tags,
        params: idParams,
        description:
          'Takes the import back: what it added goes, what it changed is again as before, what was changed or built on since stays. The job’s result says what, as the preview does.',
        response: { 202: z.object({ job: z.string() }), '4xx': problemsSchema },
      },
    },
    async (request, reply) => {
      const id = numberOf(request.params);
      // So that whoever asks is told at once; the job looks again.
      await findUndoable(folder.database().reader, id);
      const { lang } = request;
      const author = authorName(callerOf(request));
      const job = jobs.start({
        kind: 'undo',
        work: async ({ signal, progress }) => {
          const effect = await undoImport(folder, { id, author, clock, signal, progress });
          const evaluation = await gradeAfter(folder, { clock, progress });
          return {
            importId: String(id),
            ...effectIn(effect, lang),
            evaluation: evaluationResult(evaluation),
          };
        },
      });
      return await reply.code(202).send({ job: job.id });
    },
  );
}
