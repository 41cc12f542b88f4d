import { createRootRoute, createRoute, createRouter, lazyRouteComponent } from '@tanstack/react-router';
import { readView } from './customers/view.ts';
import { readDuplicatesView } from './duplicates/duplicates-view.ts';
import { readChangesView } from './ledger/changes-view.ts';
import { readOverridesView } from './ledger/overrides-view.ts';
import { readRadarView } from './radar/radar-view.ts';
import { NoPage } from './shell/NoPage.tsx';
import { Root } from './shell/Root.tsx';
import { TiersPage } from './tiers/TiersPage.tsx';

const root = createRootRoute({ component: Root, notFoundComponent: NoPage });

const routes = [
  createRoute({ getParentRoute: () => root, path: '/', component: TiersPage }),
  createRoute({ getParentRoute: () => root, path: '/tiers', component: TiersPage }),
  createRoute({
    getParentRoute: () => root,
    path: '/welcome',
    component: lazyRouteComponent(() => import('./welcome/WelcomePage.tsx'), 'WelcomePage'),
  }),
  createRoute({
    getParentRoute: () => root,
    path: '/customers',
    validateSearch: readView,
    component: lazyRouteComponent(() => import('./customers/CustomersPage.tsx'), 'CustomersPage'),
  }),
  createRoute({
    getParentRoute: () => root,
    path: '/customers/duplicates',
    validateSearch: readDuplicatesView,
    component: lazyRouteComponent(() => import('./duplicates/DuplicatesPage.tsx'), 'DuplicatesPage'),
  }),
  createRoute({
    getParentRoute: () => root,
    path: '/customers/quality',
    validateSearch: ({ check }: Record<string, unknown>): { check?: string } =>
      typeof check === 'string' ? { check } : {},
    component: lazyRouteComponent(() => import('./quality/QualityPage.tsx'), 'QualityPage'),
  }),
  createRoute({
    getParentRoute: () => root,
    path: '/customers/forms',
    component: lazyRouteComponent(() => import('./forms/FormsPage.tsx'), 'FormsPage'),
  }),
  createRoute({
    getParentRoute: () => root,
    path: '/customers/forms/$id',
    component: lazyRouteComponent(() => import('./forms/FormSheet.tsx'), 'FormSheet'),
  }),
  createRoute({
    getParentRoute: () => root,
    path: '/customers/proposals',
    component: lazyRouteComponent(() => import('./forms/ProposalsPage.tsx'), 'ProposalsPage'),
  }),
  createRoute({
    getParentRoute: () => root,
    path: '/customers/calls',
    component: lazyRouteComponent(() => import('./forms/CallsPage.tsx'), 'CallsPage'),
  }),
  createRoute({
    getParentRoute: () => root,
    path: '/customers/unattributed',
    validateSearch: ({ search }: Record<string, unknown>): { search?: string } =>
      typeof search === 'string' && search !== '' ? { search } : {},
    component: lazyRouteComponent(() => import('./unattributed/UnattributedPage.tsx'), 'UnattributedPage'),
  }),
  createRoute({
    getParentRoute: () => root,
    path: '/customers/$id',
    validateSearch: ({ asOf }: Record<string, unknown>): { asOf?: string } =>
      typeof asOf === 'string' ? { asOf } : {},
    component: lazyRouteComponent(() => import('./customer/CustomerPage.tsx'), 'CustomerPage'),
  }),
  createRoute({
    getParentRoute: () => root,
    path: '/changes',
    validateSearch: readChangesView,
    component: lazyRouteComponent(() => import('./ledger/ChangesPage.tsx'), 'ChangesPage'),
  }),
  createRoute({
    getParentRoute: () => root,
    path: '/changes/overrides',
    validateSearch: readOverridesView,
    component: lazyRouteComponent(() => import('./ledger/OverridesPage.tsx'), 'OverridesPage'),
  }),
  createRoute({
    getParentRoute: () => root,
    path: '/radar',
    validateSearch: readRadarView,
    component: lazyRouteComponent(() => import('./radar/RadarPage.tsx'), 'RadarPage'),
  }),
  createRoute({
    getParentRoute: () => root,
    path: '/standard',
    component: lazyRouteComponent(() => import('./standard/StandardPage.tsx'), 'StandardPage'),
  }),
  createRoute({
    getParentRoute: () => root,
    path: '/imports',
    component: lazyRouteComponent(() => import('./imports/ImportsPage.tsx'), 'ImportsPage'),
  }),
  createRoute({
    getParentRoute: () => root,
    path: '/settings',
    component: lazyRouteComponent(() => import('./settings/SettingsPage.tsx'), 'SettingsPage'),
  }),
] as const;

export const router = createRouter({
  routeTree: root.addChildren(routes),
  defaultPreload: 'intent',
  scrollRestoration: true,
});

declare module '@tanstack/react-router' {
  interface Register {
    router: typeof router;
  }
}
