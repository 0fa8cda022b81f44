/** The editor: the open panels, one per run; brings a run into view, and pushes what commands ask of the panel in front. */
import * as vscode from 'vscode';
import { Fault } from '../../../base/fault.ts';
import type { Act, Ask, WindowStart } from '../../../tools/window.ts';
import type { Door } from '../door.ts';
import { t } from '../l10n.ts';
import { PANEL } from './commands.ts';
import { joinWindow } from './join-window.ts';
import { pageOf } from './page.ts';
import type { Refresh } from './refresh-run.ts';

/** Context key: a panel is in front. */
const IN_FRONT = 'investigator.panelInFront';

type Named = Pick<WindowStart, 'run_id' | 'title' | 'page'>;

/** In the place of a run's id. */
const AGENTS = '';

interface Open {
  readonly panel: vscode.WebviewPanel;
  readonly run: Named;
  push(ask: Ask): void;
}

export interface Panels {
  /** Opens the run's panel or brings it to the front, and shows what is asked for. */
  show(runId: string, show?: Omit<Extract<Ask, { kind: 'show' }>, 'kind'>): Promise<void>;
  /** Opens the page of all agents or brings it to the front. */
  showAgents(): void;
  /** Takes over a panel that was open before a reload. */
  revive(panel: vscode.WebviewPanel, state: unknown): Promise<void>;
  /** Passes an act on to the panel in front, else to the one that was opened last; says so where there is none. */
  act(act: Act): void;
  /** The run of the panel in front. */
  inFront(): Named | null;
}

export function openPanels(door: Door, refresh: Refresh): Panels & vscode.Disposable {
  const open = new Map<string, Open>();
  const heard = door.onChanged(() => {
    for (const one of open.values()) one.push({ kind: 'changed' });
  });

  async function show(runId: string, wanted?: Omit<Extract<Ask, { kind: 'show' }>, 'kind'>): Promise<void> {
    const kept = open.get(runId) ?? (await made(runId));
    kept.panel.reveal(undefined, false);
    if (wanted) kept.push({ kind: 'show', ...wanted });
  }

  async function made(runId: string): Promise<Open> {
    const run = await namedRun(door, runId);
    const known = open.get(run.run_id);
    if (known) return known;
    const panel = vscode.window.createWebviewPanel(PANEL, run.title, vscode.ViewColumn.Active, {});
    return adopt(panel, run);
  }

  function showAgents(): void {
    const kept = open.get(AGENTS);
    const run = { run_id: AGENTS, title: t('Agents'), page: 'agents' } as const;
    const one = kept ?? adopt(vscode.window.createWebviewPanel(PANEL, run.title, vscode.ViewColumn.Active, {}), run);
    one.panel.reveal(undefined, false);
  }

  function adopt(panel: vscode.WebviewPanel, run: Named): Open {
    const nonce = crypto.randomUUID().replaceAll('-', '');
    panel.webview.options = { enableScripts: true, localResourceRoots: [distOf(door)] };
    panel.iconPath = { light: pictureOf(door, 'run-light.svg'), dark: pictureOf(door, 'run-dark.svg') };
    panel.title = run.title;
    const joined = joinWindow(door, { panel, run, refresh });
    panel.webview.html = pageOf(panel.webview, { dist: distOf(door), run, nonce });
    const one: Open = { panel, run, push: joined.push };
    open.set(run.run_id, one);
    follow();
    tellFront();
    panel.onDidChangeViewState(() => {
      tellFront();
      follow();
    });
    panel.onDidDispose(() => {
      joined.end();
      if (open.get(run.run_id) === one) open.delete(run.run_id);
      tellFront();
      follow();
    });
    return one;
  }

  function follow(): void {
    door.inSight(
      'panels',
      [...open.values()].some(one => one.panel.visible),
    );
  }

  function tellFront(): void {
    void vscode.commands.executeCommand('setContext', IN_FRONT, front() !== undefined);
  }

  function front(): Open | undefined {
    return ofRuns().find(one => one.panel.active);
  }

  /** The page of all agents is about no run, and hears no acts. */
  function ofRuns(): Open[] {
    return [...open.values()].filter(one => one.run.run_id !== AGENTS);
  }

  return {
    show,
    showAgents,
    revive: async (panel, state) => void adopt(panel, await runOf(door, state)),
    act: act => {
      // Behind another tab, as where the walkthrough asks for it: what is done there should be seen.
      const one = front() ?? ofRuns().find(each => each.panel.visible) ?? ofRuns().at(-1);
      if (one && !one.panel.visible) one.panel.reveal(undefined, false);
      if (!one) throw new Fault('bad_input', { problem: t('No run is open; choose one in the tree of failed runs first.') });
      one.push({ kind: 'act', act });
    },
    inFront: () => front()?.run ?? null,
    dispose: () => {
      for (const one of [...open.values()]) one.panel.dispose();
      heard.dispose();
    },
  };
}

function pictureOf(door: Door, name: string): vscode.Uri {
  return vscode.Uri.joinPath(door.extension.extensionUri, 'media', name);
}

function distOf(door: Door): vscode.Uri {
  return vscode.Uri.joinPath(door.extension.extensionUri, 'dist');
}

/** Known by its id, or by whatever else names it. Throws `run_unknown`. */
async function namedRun(door: Door, name: string): Promise<Named> {
  const { runs } = await door.engine.list_runs({ text: name });
  const run = runs.find(one => one.run_id === name) ?? (await door.engine.get_test_run_info({ run_id: name, limit: 1 })).run;
  return { run_id: run.run_id, title: run.title };
}

/** What a panel was about before the reload; its title is that of then, since the engine is asked by the window only. */
async function runOf(door: Door, state: unknown): Promise<Named> {
  const { run_id, title, page } = (state ?? {}) as Partial<Named>;
  if (page === 'agents') return { run_id: AGENTS, title: t('Agents'), page };
  if (typeof run_id === 'string' && typeof title === 'string') return { run_id, title };
  const [newest] = (await door.engine.list_runs({ limit: 1 })).runs;
  if (!newest) throw new Fault('run_unknown', { run: '' });
  return { run_id: newest.run_id, title: newest.title };
}
