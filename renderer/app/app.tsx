import { QueryClient, QueryClientProvider } from '@tanstack/react-query';
import { useEffect, useState } from 'react';
import { useSettings } from '../rpc/stores/settings-store';
import { useConnection } from '../rpc/use-stream';
import { ThemeProvider } from '../ui/theme/theme-provider';
import { ErrorBoundary } from './error-boundary';
import { Frame } from './frame';
import { NoSession } from './no-session';
import { useLanguage } from './use-language';
import { useScheme } from './use-scheme';

const queries = new QueryClient({
  defaultOptions: {
    // Main retries what may be retried, and knows when the engine is back; the page asks once.
    queries: { retry: false, refetchOnWindowFocus: false, networkMode: 'always' },
    mutations: { networkMode: 'always' },
  },
});

export function App() {
  useLanguage();
  return (
    <ThemeProvider scheme={useScheme()}>
      <ErrorBoundary>
        <QueryClientProvider client={queries}>
          <Content />
        </QueryClientProvider>
      </ErrorBoundary>
    </ThemeProvider>
  );
}

function Content() {
  const connection = useConnection();
  const ready = useThemeOrPatience();
  if (connection === 'no-session') return <NoSession />;
  return ready && <Frame />;
}

/** Longer than main takes to tell the settings, and too short to be missed. */
const PATIENCE_MS = 300;

/** Nothing is painted before the theme is known, as a flash of the other one hurts; unless that takes long. */
function useThemeOrPatience(): boolean {
  const known = useSettings((store) => store.value !== null);
  const [late, setLate] = useState(false);
  useEffect(() => {
    const timer = setTimeout(() => setLate(true), PATIENCE_MS);
    return () => clearTimeout(timer);
  }, []);
  return known || late;
}
