import { sql } from 'kysely';
import { collectDefaultMetrics, Histogram, Registry } from 'prom-client';
import { decline } from '../domain/app-error.ts';
import type { App } from './app.ts';
import { isLoopback } from './identify.ts';
import type { ServedShop } from './served-shop.ts';

const SECONDS = [0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 10];

/** `/healthz`: it runs; `/readyz`: its database answers; `/metrics`: figures for Prometheus, on this machine only. */
export function addHealth(app: App, { folder }: ServedShop): void {
  const registry = new Registry();
  collectDefaultMetrics({ register: registry });
  const requests = new Histogram({
    name: 'tierbook_request_seconds',
    help: 'How long requests took',
    labelNames: ['method', 'route', 'status'],
    buckets: SECONDS,
    registers: [registry],
  });
  app.addHook('onResponse', async (request, reply) => {
    const labels = {
      method: request.method,
      route: request.routeOptions.url ?? 'none',
      status: reply.statusCode,
    };
    requests.observe(labels, reply.elapsedTime / 1000);
  });
  const open = { schema: { hide: true }, config: { needs: 'nothing' as const } };
  app.get('/healthz', open, async () => ({ status: 'ok' }));
  app.get('/readyz', open, async () => {
    await sql`select 1 as ready`.execute(folder.database().reader);
    return { status: 'ok' };
  });
  app.get('/metrics', open, async (request, reply) => {
    if (!isLoopback(request.ip)) {
      decline('forbidden', '这些数字只在本机可看', 'these figures are shown on this machine only');
    }
    return await reply.type(registry.contentType).send(await registry.metrics());
  });
}
