import swagger from '@fastify/swagger';
import { jsonSchemaTransform, jsonSchemaTransformObject } from 'fastify-type-provider-zod';
import type { App } from './app.ts';

/** Describes every route of the API by its schemas, as OpenAPI 3.1. */
export async function addOpenApi(app: App, version: string): Promise<void> {
  await app.register(swagger, {
    openapi: {
      openapi: '3.1.0',
      info: {
        title: 'Tierbook',
        version,
        description:
          'Customer tier management. Sign in with a session, or send `Authorization: Bearer <API key>`. Every error is `{ problems: [{ code, path, message }] }`, in the language of `Accept-Language`.',
      },
      components: {
        securitySchemes: {
          key: { type: 'http', scheme: 'bearer' },
          session: { type: 'apiKey', in: 'cookie', name: 'tierbook_session' },
        },
      },
      security: [{ key: [] }, { session: [] }],
    },
    transform: jsonSchemaTransform,
    transformObject: jsonSchemaTransformObject,
  });
}

export function serveOpenApi(app: App): void {
  app.get('/api/openapi.json', { schema: { hide: true }, config: { needs: 'nothing' } }, () => app.swagger());
}
