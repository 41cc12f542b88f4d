import { QueryClientProvider } from '@tanstack/react-query';
import { RouterProvider } from '@tanstack/react-router';
import { createRoot } from 'react-dom/client';
import { onSignedOut } from './api/client.ts';
import { queries } from './api/queries.ts';
import './app.css';
import { router } from './router.tsx';
import { Themed } from './shell/Themed.tsx';
import { loadTexts } from './texts/texts.ts';

await loadTexts();

// Every page then gives way to signing in, and comes back after it.
onSignedOut(() => void queries.resetQueries({ queryKey: ['session'] }));
// After an update the old pages' files are gone: the new ones are fetched.
addEventListener('vite:preloadError', () => location.reload());

const root = document.getElementById('root');
if (root === null) throw new Error('index.html has no root');
createRoot(root).render(
  <QueryClientProvider client={queries}>
    <Themed>
      <RouterProvider router={router} />
    </Themed>
  </QueryClientProvider>,
);
