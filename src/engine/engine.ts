/** The engine: joins the tools table, and what our own doors keep, with its answers; one workshop per engine. */
import type { Handlers } from '../rpc/verb.ts';
import type { EngineAnswers, ownTable } from '../tools/own.ts';
import type { DoorRemote } from '../tools/provide.ts';
import { getAgentRun, keepToldRun, summarizeAgentRuns } from './answers/agent-run-told.ts';
import { findSource } from './answers/code.ts';
import { readSourceAt } from './answers/code-at.ts';
import { findRunsBySource } from './answers/code-seen.ts';
import { findToolDefinition } from './answers/code-tool.ts';
import { countLevels, listPatterns } from './answers/count.ts';
import { findRuns } from './answers/find-runs.ts';
import { findSimilarRuns } from './answers/find-similar-runs.ts';
import { findings } from './answers/findings.ts';
import { getReport } from './answers/get-report.ts';
import { keepLogText } from './answers/handed-in.ts';
import { ingestLogs } from './answers/ingest-logs.ts';
import { investigateRun } from './answers/investigate-run.ts';
import { keepSpans } from './answers/kept-traces.ts';
import { searchKnowledge } from './answers/knowledge.ts';
import { getInvestigationInstructions } from './answers/knowledge-instructions.ts';
import { queryLogsByStream, searchLogs } from './answers/lines.ts';
import { listAlerts } from './answers/list-alerts.ts';
import { queryLogServer } from './answers/query-log-server.ts';
import { queryMetrics } from './answers/query-metrics.ts';
import { rankServices } from './answers/rank-services.ts';
import { rcaJobs } from './answers/rca-jobs.ts';
import { readLines } from './answers/read-lines.ts';
import { checkIngestionStatus, forgetRun, getTestRunInfo, listReports, listRuns, markRun } from './answers/runs.ts';
import { sentenceModel } from './answers/sentence-model.ts';
import { testConnection } from './answers/test-connection.ts';
import { getTimeline } from './answers/timeline.ts';
import { toldFailure } from './damage.ts';
import { withTexts } from './store/texts.ts';
import { type EngineOptions, openWorkshop, type Workshop } from './workshop.ts';

export function makeEngine(options: EngineOptions, door: DoorRemote): EngineAnswers {
  const shop = openWorkshop(options, door);
  return toldPlainly(shop, {
    investigate_run: (input, life) => investigateRun(shop, input, life),
    ingest_logs: (input, life) => ingestLogs(shop, input, life),
    check_ingestion_status: () => checkIngestionStatus(shop),
    find_runs: (input, life) => findRuns(shop, input, life),
    list_runs: input => listRuns(shop, input),
    get_test_run_info: (input, life) => getTestRunInfo(shop, input, life),
    search_logs: (input, life) => searchLogs(shop, input, life),
    query_logs_by_stream: (input, life) => queryLogsByStream(shop, input, life),
    query_log_server: (input, life) => queryLogServer(shop, input, life),
    read_lines: input => readLines(shop, input),
    count_levels: (input, life) => countLevels(shop, input, life),
    list_patterns: (input, life) => listPatterns(shop, input, life),
    get_report: (input, life) => getReport(shop, input, life),
    list_reports: input => listReports(shop, input),
    find_similar_runs: (input, life) => findSimilarRuns(shop, input, life),
    get_timeline: (input, life) => getTimeline(shop, input, life),
    rank_services: (input, life) => rankServices(shop, input, life),
    list_alerts: (input, life) => listAlerts(shop, input, life),
    query_metrics: (input, life) => queryMetrics(shop, input, life),
    search_knowledge: (input, life) => searchKnowledge(shop, input, life),
    get_investigation_instructions: (input, life) => getInvestigationInstructions(shop, input, life),
    find_source: (input, life) => findSource(shop, input, life),
    find_runs_by_source: (input, life) => findRunsBySource(shop, input, life),
    find_tool_definition: (input, life) => findToolDefinition(shop, input, life),
    read_source_at: (input, life) => readSourceAt(shop, input, life),
    test_connection: (input, life) => testConnection(shop, input, life),
    get_agent_run: (input, life) => getAgentRun(shop, input, life),
    summarize_agent_runs: (input, life) => summarizeAgentRuns(shop, input, life),
    keep_agent_run: (input, life) => keepToldRun(shop, input, life),
    mark_run: input => markRun(shop, input),
    forget_run: (input, life) => forgetRun(shop, input, life),
    ...ownAnswers(shop),
  });
}

function ownAnswers(shop: Workshop): Handlers<typeof ownTable> {
  return {
    ...findings(shop),
    ...sentenceModel(shop),
    ...rcaJobs(shop),
    keep_log_text: (input, life) => keepLogText(shop, input, life),
    keep_spans: input => keepSpans(shop, input),
  };
}

/** The life of a call stands behind its input. */
function signalIn([, life]: readonly unknown[]): AbortSignal {
  return (life as { signal?: AbortSignal } | undefined)?.signal ?? new AbortController().signal;
}

type Ask = (...question: unknown[]) => Promise<unknown>;

/** The same answers, their failures told by names that a person knows. */
function toldPlainly(shop: Workshop, answers: EngineAnswers): EngineAnswers {
  const told = Object.entries(answers as unknown as Record<string, Ask>).map(([name, ask]) => {
    const answer: Ask = async (...question) => {
      try {
        return await withTexts(() => ask(...question), signalIn(question));
      } catch (failure) {
        throw toldFailure(shop, failure);
      }
    };
    return [name, answer];
  });
  return Object.fromEntries(told) as EngineAnswers;
}
