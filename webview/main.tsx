/** The window: its entry; opens the host and draws the run. */
import { render } from 'preact';
import { AgentsApp } from './agents-app.tsx';
import { App } from './app.tsx';
import './base.css';
import { drawControls } from './controls.tsx';
import { openHost } from './host.ts';
import { speak } from './words.ts';

const host = openHost();
speak(host.start.texts);
drawControls();
render(
  host.start.page === 'agents' ? <AgentsApp host={host} /> : <App host={host} />,
  document.getElementById('root') as HTMLElement,
);
