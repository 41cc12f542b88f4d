import type { Text } from '../../src/domain/text.ts';
import type { components, paths } from '../../src/http/client/schema.d.ts';

type Schemas = components['schemas'];

/** What the API answers with, by its own description. */
type Answer<Path extends keyof paths, Method extends 'get' | 'post'> =
  paths[Path] extends Record<Method, { responses: infer Responses }>
    ? { [Status in keyof Responses & (200 | 201 | 202)]: Json<Responses[Status]> }[keyof Responses &
        (200 | 201 | 202)]
    : never;
type Json<Response> = Response extends { content: { 'application/json': infer Body } } ? Body : never;

export type Session = Schemas['Session'];
export type Role = NonNullable<Session['user']>['role'];
export const roles: readonly Role[] = ['owner', 'manager', 'rep', 'viewer'];

/** What a page needs the right to do. */
export type Action =
  | 'customers:read'
  | 'customers:read-contact'
  | 'customers:write'
  | 'orders:write'
  | 'schemes:publish'
  | 'tiers:override'
  | 'tiers:approve'
  | 'evaluations:run'
  | 'imports:run'
  | 'imports:undo'
  | 'exports:run'
  | 'users:manage'
  | 'keys:manage'
  | 'webhooks:manage'
  | 'forms:manage'
  | 'settings:write'
  | 'audit:read';

export type Business = Schemas['Business'];

export type FilterField = Schemas['Field'];
export type Fields = Answer<'/api/v1/fields', 'get'>;

export type CustomerRow = Schemas['CustomerRow'];
export type CustomerPage = Answer<'/api/v1/customers', 'get'>;
export type Customer = Schemas['Customer'];
export type Contact = Answer<'/api/v1/customers/{id}/contact', 'get'>;
export type History = Answer<'/api/v1/customers/{id}/history', 'get'>;
export type Order = Schemas['Order'];
export type UnattributedPage = Answer<'/api/v1/orders/unattributed', 'get'>;
export type OrderPage = Answer<'/api/v1/customers/{id}/orders', 'get'>;

export type CustomerEvent = Schemas['Event'];
export type EventPage = Answer<'/api/v1/customers/{id}/events', 'get'>;
export type SentEvents = Answer<'/api/v1/events', 'post'>;
export type PointsEntry = Schemas['PointsEntry'];
export type PointsPage = Answer<'/api/v1/customers/{id}/points', 'get'>;
export type Referrals = Answer<'/api/v1/customers/{id}/referrals', 'get'>;

export type MergePreview = Answer<'/api/v1/customers/{id}/merge-preview', 'get'>;
export type Merges = Answer<'/api/v1/customers/{id}/merges', 'get'>;
export type MergedCustomer = Schemas['MergedCustomer'];
export type MergeUndo = Schemas['MergeUndo'];

export type DuplicatePage = Schemas['DuplicatePage'];
export type DuplicatePair = Schemas['DuplicatePair'];
export type DuplicateCount = Answer<'/api/v1/duplicates/count', 'get'>;
export type SharedValues = Answer<'/api/v1/duplicates/shared', 'get'>;
export type MemberFields = Answer<'/api/v1/duplicates/member-fields', 'get'>;

export type CustomerLedger = Answer<'/api/v1/customers/{id}/ledger', 'get'>;
export type HeldTier = Schemas['HeldTier'];
export type LedgerEntry = Schemas['LedgerEntry'];
export type Override = Schemas['Override'];
export type OverridePage = Schemas['OverridePage'];
export type WaitingOverrides = Answer<'/api/v1/overrides/waiting', 'get'>;
export type TierOnDay = Answer<'/api/v1/customers/{id}/tier', 'get'>;
export type TierChanges = Answer<'/api/v1/ledger/changes', 'get'>;
export type TierChange = TierChanges['changes'][number];

export type Quality = Schemas['Quality'];
export type CustomerQuality = Schemas['CustomerQuality'];
export type FailingOrder = Schemas['FailingOrder'];

export type Radar = Schemas['Radar'];
export type Fall = Schemas['Fall'];
export type NearUpgrades = Schemas['NearUpgrades'];
export type TierAlerts = Schemas['TierAlerts'];

export type RefundPage = Answer<'/api/v1/customers/{id}/refunds', 'get'>;

export type Said = Schemas['SaidScheme'];
/** A scheme as its file has it: plain JSON. */
export type SchemeDocument = Readonly<Record<string, unknown>>;
export type SchemeView = Omit<Schemas['Scheme'], 'document'> & { readonly document: SchemeDocument };
export type SchemeListings = Answer<'/api/v1/schemes', 'get'>;
export type SchemeListing = SchemeListings['schemes'][number];
export type SchemeCheck = Answer<'/api/v1/schemes/checks', 'post'>;
export type SchemeWarning = Schemas['SchemeWarning'];
export type Published = Answer<'/api/v1/schemes', 'post'>;
export type Publication = Schemas['Publication'];
export type Publications = Answer<'/api/v1/publications', 'get'>;
export type SchemeDifference = Schemas['SchemeDifference'];
export type Templates = Answer<'/api/v1/templates', 'get'>;
export type Template = Templates['templates'][number];
export type TemplateView = Answer<'/api/v1/templates/{template}', 'get'>;

export type TierShare = Schemas['TierShare'];
export type TiersView = Answer<'/api/v1/tiers', 'get'>;
export type EvaluationView = Schemas['Evaluation'];
export type Evaluations = Answer<'/api/v1/evaluations', 'get'>;
export type SimulationView = Schemas['Simulation'];
export type Challenge = Schemas['Challenge'];
export type ChallengeHistory = Schemas['ChallengeHistory'];
export type Challenges = Answer<'/api/v1/challenges', 'get'>;
export type MoverPage = Schemas['MoverPage'];
export type Histogram = Schemas['Histogram'];
export type BacktestView = Schemas['Backtest'];
export type BacktestPeriod = BacktestView['periods'][number];
export type Suggestions = Schemas['Suggestions'];
export type Reach = NonNullable<Suggestions['suggestions'][number]['exact']>;

export type Upload = Answer<'/api/v1/uploads', 'post'>;
export type Preview = Answer<'/api/v1/imports/previews', 'post'>;
export type PreviewedFile = Preview['files'][number];
export type Imports = Answer<'/api/v1/imports', 'get'>;
export type ImportKind = Imports['imports'][number]['kind'];
export type UndoPreview = Schemas['UndoPreview'];
export type Job = Schemas['Job'];

export interface Outcome {
  readonly added: number;
  readonly changed: number;
  readonly unchanged: number;
}

export interface ReadFile {
  readonly name: string;
  readonly rows: number;
  readonly accepted: number;
  readonly rejected: number;
  /** Of a settlement: rows that are no refunds, among those accepted. */
  readonly passedOver: number;
  /** What is to be known of its rows though nothing is wrong with them. */
  readonly notes: readonly string[];
  /** Rows of orders left out as nobody knows who bought. */
  readonly unknownBuyers: number;
  readonly preset: string | null;
  readonly reasons: readonly { readonly message: Text | string; readonly count: number }[];
  /** The first values for which rows were left out or cells left blank. */
  readonly firstRejected: readonly {
    readonly row: number;
    readonly column: string;
    readonly value: string;
    readonly reason: string;
  }[];
  readonly tidied: readonly {
    readonly kind: string;
    readonly message: string;
    readonly count: number;
    readonly example: { readonly column: string; readonly from: string; readonly to: string } | null;
  }[];
}

/** What a dry run says that the import would do; money in major units. */
export interface Effect {
  readonly outcome: Outcome;
  readonly newCustomers: number;
  readonly days: { readonly first: string; readonly last: string } | null;
  readonly currency: string;
  readonly money: Readonly<Record<'orders' | 'refunds' | 'before' | 'after', number>> | null;
}

/** What a job of an import ends with. */
export interface ImportResult {
  readonly files: readonly ReadFile[];
  readonly outcome: Outcome | null;
  readonly repeated: number;
  readonly unattributed: number;
  /** Refunds that nobody had told of; of settlements alone. */
  readonly settled?: number;
  /** What customers lose by a customer list, by its columns: values taken away by blank cells, and replaced by other ones that came masked. */
  readonly losses: readonly { readonly column: string; readonly taken: number; readonly masked: number }[];
  readonly effect: Effect | null;
  readonly errorFiles: readonly { readonly position: number; readonly name: string; readonly rows: number }[];
  readonly rejects: boolean;
  /** What else is to be said. */
  readonly remarks: readonly string[];
  readonly evaluation: { readonly customers: number | null } | null;
}

/** What the job of the sample shop ends with. */
export interface SampleResult {
  readonly customers: Pick<ImportResult, 'files' | 'outcome'>;
  readonly orders: Pick<ImportResult, 'files' | 'outcome'>;
}

export type User = Schemas['User'];
export type Users = Answer<'/api/v1/users', 'get'>;
export type Keys = Answer<'/api/v1/keys', 'get'>;
export type NewKey = Answer<'/api/v1/keys', 'post'>;

export type ShopForms = Answer<'/api/v1/forms', 'get'>;
export type ShopForm = Schemas['Form'];
export type WholeForm = Answer<'/api/v1/forms/{id}', 'get'>;
export type FormNotice = Schemas['FormNotice'];
export type AskedField = ShopForm['fields'][number];
export type AskableField = Schemas['AskableField'];
export type Purpose = FormNotice['purposes'][number];
export type FormProposal = Schemas['FormProposal'];
export type ProposalPage = Answer<'/api/v1/proposals', 'get'>;
export type ProposalCount = Answer<'/api/v1/proposals/count', 'get'>;
export type ProposalResults = Answer<'/api/v1/proposals/decisions', 'post'>;
export type Consents = Answer<'/api/v1/customers/{id}/consents', 'get'>;
export type Call = Schemas['Call'];
export type CallPage = Answer<'/api/v1/calls', 'get'>;
export type CallCount = Answer<'/api/v1/calls/count', 'get'>;

export type Webhooks = Answer<'/api/v1/webhooks', 'get'>;
export type WebhookEndpoint = Schemas['WebhookEndpoint'];
export type NewWebhook = Answer<'/api/v1/webhooks', 'post'>;
export type WebhookSecret = Answer<'/api/v1/webhooks/{id}/secrets', 'post'>;
export type DeliveryPage = Answer<'/api/v1/webhooks/{id}/deliveries', 'get'>;

export type Source = Schemas['Source'];
export type Sources = Answer<'/api/v1/sources', 'get'>;
export type NewSource = Answer<'/api/v1/sources', 'post'>;
export type SourceSecret = Answer<'/api/v1/sources/{id}/secrets', 'post'>;
export type WaitingDelivery = Schemas['WaitingDelivery'];
export type Retried = Answer<'/api/v1/sources/{id}/retries', 'post'>;
export type WaitingPage = Answer<'/api/v1/sources/{id}/deliveries', 'get'>;
export type SourcePreview = Schemas['SourcePreview'];
export type WebhookDelivery = Schemas['WebhookDelivery'];
export type AuditPage = Answer<'/api/v1/audit', 'get'>;
