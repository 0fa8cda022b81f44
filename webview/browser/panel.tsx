/** The window in a browser: the panel of one run: the editor's own bundle, brought in once the server has told which run it is. */
import { render } from 'preact';
import { useEffect } from 'preact/hooks';
import type { RunInfo } from '../../src/model/run.ts';
import { oneLine } from '../../src/tools/render/safe.ts';
import { askTool } from './ask-server.ts';
import { serverHost } from './host.ts';
import { Loaded } from './loaded.tsx';

type Named = Pick<RunInfo['run'], 'run_id' | 'title'>;

const WINDOW = '/ui/assets/webview.js';

export function PanelPage({ run, root }: { run: string; root: HTMLElement }) {
  const load = async (signal: AbortSignal) =>
    (await askTool<RunInfo>('get_test_run_info', { run_id: run, limit: 1 }, signal)).run;
  return <Loaded of={run} load={load} draw={named => <Opening run={named} root={root} />} />;
}

/** What is drawn here makes way: the window draws into the same root. */
function Opening({ run, root }: { run: Named; root: HTMLElement }) {
  useEffect(() => void open(run, root), []);
  return <p class="ui-waiting">Opening…</p>;
}

async function open({ run_id, title }: Named, root: HTMLElement): Promise<void> {
  document.title = oneLine(title);
  Object.assign(globalThis, { investigatorHost: serverHost({ run_id, title }) });
  render(null, root);
  await import(WINDOW);
}
