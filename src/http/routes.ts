import type { App } from './app.ts';
import { ownerRoutes } from './routes/owner.ts';
import { sessionRoutes } from './routes/session.ts';
import type { ServedShop } from './served-shop.ts';

/** Everything under /api/v1, a file for each resource. */
export const routes: readonly ((app: App, shop: ServedShop) => void)[] = [sessionRoutes, ownerRoutes];
