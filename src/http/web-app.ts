import { existsSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import files from '@fastify/static';
import { problem } from '../domain/problem.ts';
import type { App } from './app.ts';
import { sendProblems } from './problems.ts';
import type { ServedShop } from './served-shop.ts';

const YEAR_MS = 365 * 86_400_000;

/** The web app's files; every other address that is not the API's is a page of it. */
export async function serveWebApp(app: App, { webApp }: ServedShop): Promise<void> {
  app.setNotFoundHandler(async (request, reply) => {
    return await sendProblems(
      reply,
      404,
      [problem('not-found', '', '没有这个地址', 'there is nothing at this address')],
      request.lang,
    );
  });
  if (webApp === null) return;
  await app.register(files, {
    root: webApp,
    serve: false,
    cacheControl: false,
    setHeaders: (reply, path) => {
      const named = path.includes('/assets/');
      reply.header('cache-control', named ? `public, max-age=${YEAR_MS / 1000}, immutable` : 'no-cache');
    },
  });
  // The files hold nothing of the business.
  app.get('/*', { config: { needs: 'nothing' }, schema: { hide: true } }, async ({ url }, reply) => {
    const [path = ''] = url.slice(1).split('?');
    if (path.startsWith('api/')) return reply.callNotFound();
    return await reply.sendFile(path.startsWith('assets/') ? path : 'index.html');
  });
}

/** Where the build put the web app: above this module, which runs from src/ as well as bundled from dist/. */
export function builtWebApp(): string | null {
  let folder = dirname(fileURLToPath(import.meta.url));
  for (;;) {
    const built = join(folder, 'dist/web');
    if (existsSync(join(built, 'index.html'))) return built;
    const above = dirname(folder);
    if (above === folder) return null;
    folder = above;
  }
}
