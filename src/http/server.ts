import cookie from '@fastify/cookie';
import helmet from '@fastify/helmet';
import fastify from 'fastify';
import { serializerCompiler, validatorCompiler, type ZodTypeProvider } from 'fastify-type-provider-zod';
import type { App } from './app.ts';
import { countRequests } from './finish-requests.ts';
import { addFormPages } from './form-pages/add-form-pages.ts';
import { addHealth } from './health.ts';
import { identifyCallers } from './identify.ts';
import { addOpenApi, serveOpenApi } from './openapi.ts';
import { answerProblems, answerUnreadable } from './problems.ts';
import { routes } from './routes.ts';
import type { ServedShop } from './served-shop.ts';
import { serveWebApp } from './web-app.ts';

/** Of requests in JSON; files come another way. */
const LARGEST_BODY = 8 * 1024 * 1024;

/** The server over a data folder: the API, its description and the web app. Not listening yet. */
export async function buildServer(shop: ServedShop): Promise<App> {
  const app: App = fastify({
    bodyLimit: LARGEST_BODY,
    routerOptions: { maxParamLength: 1000 },
    forceCloseConnections: true,
    clientErrorHandler: answerUnreadable,
    // A proxy on this machine says for whom it asks; anybody else may say what they like.
    trustProxy: 'loopback',
  }).withTypeProvider<ZodTypeProvider>();
  app.setValidatorCompiler(validatorCompiler);
  app.setSerializerCompiler(serializerCompiler);
  answerProblems(app, shop);
  const finish = countRequests(app);
  await app.register(cookie);
  await app.register(helmet, {
    contentSecurityPolicy: { useDefaults: false, directives: contentPolicy },
    hsts: false,
  });
  identifyCallers(app, shop);
  await addOpenApi(app, shop.version);
  await app.register(
    async (api) => {
      for (const add of routes) add(api as App, shop);
      // After jobs have been told to stop: whoever listens to one hears its end.
      api.addHook('preClose', finish);
    },
    { prefix: '/api/v1' },
  );
  serveOpenApi(app);
  addHealth(app, shop);
  await addFormPages(app, shop);
  await serveWebApp(app, shop);
  return app;
}

/** The app's own files alone; styles are made by its components as it runs. */
const contentPolicy = {
  defaultSrc: ["'none'"],
  scriptSrc: ["'self'"],
  styleSrc: ["'self'", "'unsafe-inline'"],
  imgSrc: ["'self'", 'data:', 'blob:'],
  fontSrc: ["'self'"],
  connectSrc: ["'self'"],
  formAction: ["'self'"],
  baseUri: ["'none'"],
  frameAncestors: ["'none'"],
};
