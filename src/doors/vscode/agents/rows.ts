/** The editor: what it adds to the tools of the table for VS Code's agents, and the server that it announces. */
import type { LanguageToolRow } from '../../../tools/language-tools.ts';
import type { ToolName } from '../../../tools/table.ts';
import type { EditorToolName } from './editor-tools.ts';

export const languageToolRows: Readonly<Partial<Record<ToolName | EditorToolName, LanguageToolRow>>> = {
  investigate_run: { reference: 'investigate', icon: 'search-fuzzy' },
  ingest_logs: { icon: 'cloud-download' },
  check_ingestion_status: { icon: 'sync' },
  get_test_run_info: { reference: 'run', icon: 'info' },
  list_runs: { icon: 'list-unordered' },
  get_report: { icon: 'report' },
  list_reports: { icon: 'list-unordered' },
  find_similar_runs: { reference: 'similarRuns', icon: 'references' },
  get_timeline: { icon: 'history' },
  read_lines: { icon: 'list-selection' },
  count_levels: { icon: 'graph' },
  query_metrics: { icon: 'graph-line' },
  list_alerts: { icon: 'bell' },
  get_investigation_instructions: { reference: 'investigationInstructions', icon: 'checklist' },
  search_knowledge: { icon: 'book' },
  find_source: { icon: 'go-to-file' },
  read_source_at: { icon: 'git-commit' },
  test_connection: { icon: 'plug' },
  forget_run: { icon: 'trash' },
  reveal_line: { icon: 'eye' },
  open_source: { icon: 'go-to-file' },
};

export const mcpServers = { mcp: 'Test Run Investigator' } as const;
