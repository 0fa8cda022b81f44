/** The window in a browser: its entry on the pages of `investigator serve`: the list of runs, the panel of one, the console. */
import { render } from 'preact';
import { drawControls } from '../controls.tsx';
import { ConsolePage } from './console/page.tsx';
import { PanelPage } from './panel.tsx';
import { RunsPage } from './runs.tsx';
import { Top } from './top.tsx';
import './console/console.css';
import './ui.css';

const at = location.pathname.replace(/\/+$/, '');
const root = document.getElementById('root') as HTMLElement;

drawControls();
render(<Top at={at} />, document.getElementById('top') as HTMLElement);
if (at === '/ui') render(<RunsPage />, root);
else if (at === '/ui/console') render(<ConsolePage />, root);
else render(<PanelPage run={runIn(at)} root={root} />, root);

/** What stands in the address may be torn. */
function runIn(path: string): string {
  const text = path.slice('/ui/'.length);
  try {
    return decodeURIComponent(text);
  } catch (failure) {
    if (failure instanceof URIError) return text;
    throw failure;
  }
}
