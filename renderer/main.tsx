import { createRoot } from 'react-dom/client';
import { App } from './app/app';
import { startWatching } from './app/start-watching';

const root = document.getElementById('root');
if (root === null) throw new Error('index.html has no #root');
startWatching();
createRoot(root).render(<App />);
