/** The table: all tools, by name; worker, command line, MCP, HTTP and editor speak this and nothing beside it. */
import type { Handlers, Remote } from '../rpc/verb.ts';
import { getAgentRun, keepAgentRun, summarizeAgentRuns } from './agents.ts';
import { findRunsBySource, findSource, findToolDefinition, readSourceAt } from './code.ts';
import { testConnection } from './connections.ts';
import { rankServices } from './incidents.ts';
import { getInvestigationInstructions, searchKnowledge } from './knowledge.ts';
import { queryLogServer } from './log-servers.ts';
import { countLevels, listPatterns, queryLogsByStream, readLines, searchLogs } from './logs.ts';
import { listAlerts, queryMetrics } from './metrics.ts';
import { getReport, getTimeline, investigateRun, listReports } from './reports.ts';
import { checkIngestionStatus, findRuns, forgetRun, getTestRunInfo, ingestLogs, listRuns, markRun } from './runs.ts';
import { findSimilarRuns } from './similar.ts';

export const table = {
  investigate_run: investigateRun,
  ingest_logs: ingestLogs,
  check_ingestion_status: checkIngestionStatus,
  list_runs: listRuns,
  find_runs: findRuns,
  get_test_run_info: getTestRunInfo,
  search_logs: searchLogs,
  query_logs_by_stream: queryLogsByStream,
  query_log_server: queryLogServer,
  read_lines: readLines,
  count_levels: countLevels,
  list_patterns: listPatterns,
  get_report: getReport,
  list_reports: listReports,
  find_similar_runs: findSimilarRuns,
  get_timeline: getTimeline,
  rank_services: rankServices,
  query_metrics: queryMetrics,
  list_alerts: listAlerts,
  get_investigation_instructions: getInvestigationInstructions,
  search_knowledge: searchKnowledge,
  find_source: findSource,
  find_runs_by_source: findRunsBySource,
  find_tool_definition: findToolDefinition,
  read_source_at: readSourceAt,
  test_connection: testConnection,
  get_agent_run: getAgentRun,
  summarize_agent_runs: summarizeAgentRuns,
  keep_agent_run: keepAgentRun,
  mark_run: markRun,
  forget_run: forgetRun,
} as const;

/** The tools that change nothing: all that a window may ask. */
export const readingTools = Object.fromEntries(Object.entries(table).filter(([, tool]) => tool.effect !== 'writes')) as {
  readonly [Name in keyof typeof table as (typeof table)[Name]['effect'] extends 'writes' ? never : Name]: (typeof table)[Name];
};

export type ToolName = keyof typeof table;
export type Engine = Remote<typeof table>;
export type Answers = Handlers<typeof table>;
