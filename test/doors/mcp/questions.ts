/** Parity: one question for every tool of the table, so that all of them are asked at every door. */
import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import type { ToolName } from '../../../src/tools/table.ts';

export const SAMPLE = { inputs: ['media/sample/failed'], against: ['media/sample/passed'], job: 'longevity' };

const AGENT_RUN = readFileSync('test/engine/rca/agents/sufficient.json', 'utf8');

/** What the questions are about. */
export interface Known {
  readonly run_id: string;
  /** Of a line that the report cites. */
  readonly place: string;
}

/** Nothing is connected: what asks a system of its own is answered with the same fault everywhere. */
export function questions({ run_id, place }: Known): Record<ToolName, Record<string, unknown>> {
  const commit = execFileSync('git', ['rev-parse', 'HEAD'], { encoding: 'utf8' }).trim();
  return {
    investigate_run: SAMPLE,
    ingest_logs: { inputs: SAMPLE.inputs, job: SAMPLE.job },
    check_ingestion_status: {},
    list_runs: { job: SAMPLE.job },
    find_runs: { system: 'argus' },
    get_test_run_info: { run_id },
    search_logs: { run_id, level: '>=error', limit: 20 },
    query_logs_by_stream: { run_id, stream: 'event', limit: 5 },
    query_log_server: { system: 'loki' },
    read_lines: { place, around: 3 },
    count_levels: { run_id, buckets: 12 },
    list_patterns: { run_id, change: 'new', limit: 7 },
    get_report: { run_id },
    list_reports: {},
    find_similar_runs: { run_id, text: 'no space left on device' },
    get_timeline: { run_id },
    rank_services: { inputs: SAMPLE.inputs, at: '2026-11-18T10:00:00Z' },
    query_metrics: { named: ['cpu'] },
    list_alerts: {},
    get_investigation_instructions: { run_id },
    search_knowledge: { query: 'no space left on device' },
    find_source: { place, roots: ['media/sample/source'] },
    find_runs_by_source: { file: 'src/doors/cli/main.ts' },
    find_tool_definition: { tool: 'order_lookup_api', roots: ['media/sample/source'] },
    read_source_at: { file: 'LICENSE', commit },
    test_connection: { system: 'loki' },
    get_agent_run: { agent_run_id: 'run-001-sufficient' },
    summarize_agent_runs: { hours: 24 },
    keep_agent_run: { run: AGENT_RUN },
    mark_run: { run_id, outcome: 'failed' },
    forget_run: { run_id },
  };
}
