import type { App } from './app.ts';
import { dataInRoutes } from './data-in.ts';
import { auditRoutes } from './routes/audit.ts';
import { businessRoutes } from './routes/business.ts';
import { callRoutes } from './routes/calls.ts';
import { consentRoutes } from './routes/consents.ts';
import { customerRecordRoutes } from './routes/customer-records.ts';
import { customerRoutes } from './routes/customers.ts';
import { duplicateRoutes } from './routes/duplicates.ts';
import { evaluationRoutes } from './routes/evaluations.ts';
import { eventRoutes } from './routes/events.ts';
import { fieldRoutes } from './routes/fields.ts';
import { formRoutes } from './routes/forms.ts';
import { keyRoutes } from './routes/keys.ts';
import { ledgerRoutes } from './routes/ledger.ts';
import { mergeRoutes } from './routes/merges.ts';
import { moverRoutes } from './routes/movers.ts';
import { orderRoutes } from './routes/orders.ts';
import { overrideListRoutes } from './routes/override-list.ts';
import { overrideRoutes } from './routes/overrides.ts';
import { ownerRoutes } from './routes/owner.ts';
import { pointsRoutes } from './routes/points.ts';
import { proofRoutes } from './routes/proofs.ts';
import { proposalRoutes } from './routes/proposals.ts';
import { publicationRoutes } from './routes/publications.ts';
import { qualityRoutes } from './routes/quality.ts';
import { recordCustomerRoutes } from './routes/record-customers.ts';
import { schemeRoutes } from './routes/schemes.ts';
import { sessionRoutes } from './routes/session.ts';
import { sourceRoutes } from './routes/sources.ts';
import { suggestionRoutes } from './routes/suggestions.ts';
import { templateRoutes } from './routes/templates.ts';
import { tierRoutes } from './routes/tiers.ts';
import { unattributedRoutes } from './routes/unattributed.ts';
import { userRoutes } from './routes/users.ts';
import { verificationRoutes } from './routes/verifications.ts';
import { webhookRoutes } from './routes/webhooks.ts';
import type { ServedShop } from './served-shop.ts';

/** Everything under /api/v1, a file for each resource. */
export const routes: readonly ((app: App, shop: ServedShop) => void)[] = [
  dataInRoutes,
  keyRoutes,
  ownerRoutes,
  schemeRoutes,
  publicationRoutes,
  sessionRoutes,
  templateRoutes,
  userRoutes,
  auditRoutes,
  moverRoutes,
  orderRoutes,
  unattributedRoutes,
  eventRoutes,
  pointsRoutes,
  verificationRoutes,
  recordCustomerRoutes,
  proofRoutes,
  customerRecordRoutes,
  ledgerRoutes,
  mergeRoutes,
  duplicateRoutes,
  overrideRoutes,
  overrideListRoutes,
  businessRoutes,
  evaluationRoutes,
  customerRoutes,
  qualityRoutes,
  fieldRoutes,
  tierRoutes,
  suggestionRoutes,
  webhookRoutes,
  formRoutes,
  proposalRoutes,
  consentRoutes,
  callRoutes,
  sourceRoutes,
];
