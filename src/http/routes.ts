import type { App } from './app.ts';
import { keyRoutes } from './routes/keys.ts';
import { ownerRoutes } from './routes/owner.ts';
import { schemeRoutes } from './routes/schemes.ts';
import { sessionRoutes } from './routes/session.ts';
import { templateRoutes } from './routes/templates.ts';
import { userRoutes } from './routes/users.ts';
import type { ServedShop } from './served-shop.ts';

/** Everything under /api/v1, a file for each resource. */
export const routes: readonly ((app: App, shop: ServedShop) => void)[] = [
  keyRoutes,
  ownerRoutes,
  schemeRoutes,
  sessionRoutes,
  templateRoutes,
  userRoutes,
];
