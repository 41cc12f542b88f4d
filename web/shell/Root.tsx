import { useQuery } from '@tanstack/react-query';
import { Outlet, useLocation } from '@tanstack/react-router';
import { Spin } from 'antd';
import { type ReactElement, Suspense } from 'react';
import { ImportRunProvider } from '../imports/ImportRun.tsx';
import { SignIn } from '../session/SignIn.tsx';
import { sessionQuery } from '../session/use-session.ts';
import { ProblemList } from '../shown/ProblemList.tsx';
import { OwnerLinkNeeded } from '../welcome/OwnerLinkNeeded.tsx';
import { Alone } from './Alone.tsx';
import { Frame } from './Frame.tsx';

/** Nobody signed in: every address asks for it in place and shows its page after. */
export function Root(): ReactElement {
  const { data: session, error, refetch } = useQuery(sessionQuery);
  const { pathname } = useLocation();
  if (error !== null) {
    return (
      <Alone>
        <div className="narrow">
          <ProblemList error={error} again={() => void refetch()} />
        </div>
      </Alone>
    );
  }
  if (session === undefined) return <Waiting />;
  const page = (
    <ImportRunProvider key={session.user?.id ?? ''}>
      <Suspense fallback={<Waiting />}>
        <Outlet />
      </Suspense>
    </ImportRunProvider>
  );
  if (pathname === '/welcome' && (session.needsOwner || session.user !== null)) return page;
  if (session.needsOwner) return <OwnerLinkNeeded />;
  if (session.user === null) return <SignIn />;
  return <Frame>{page}</Frame>;
}

function Waiting(): ReactElement {
  return (
    <div className="empty" aria-busy="true">
      <Spin />
    </div>
  );
}
