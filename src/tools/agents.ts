/** The table: tools for runs of AI agents that programs hand in. */
import { z } from 'zod';
import { AgentOverview } from '../model/agent-overview.ts';
import { AgentRunHead, AgentRunTold } from '../model/agent-run-told.ts';
import { agentHeadText, agentOverviewText, agentRunText } from './render/agents.ts';
import { defineTool } from './tool.ts';

export const keepAgentRun = defineTool({
  name: 'keep_agent_run',
  title: 'Keep an agent run',
  description:
    'Takes in the run of an AI agent that a program hands in: steps, tool calls, guardrail events, cost. The same run again changes nothing; another one of the same run_id replaces it ' +
    'with all its parts. What refers to nothing is refused with its path. Files of agent runs are read with ingest_logs instead.',
  effect: 'writes',
  input: z.object({
    run: z
      .string()
      .min(2)
      .describe(
        'the run as JSON text: {"run_id", "agent_name", "status", "steps": […], "tool_calls": […], "guardrail_events": […], …}',
      ),
  }),
  output: AgentRunHead,
  command: { word: 'keep-agent-run', positional: 'run' },
  render: agentHeadText,
});

export const getAgentRun = defineTool({
  name: 'get_agent_run',
  title: 'Get an agent run',
  description:
    'An agent run: its head, how many parts it has, and steps, tool calls, guardrail events and messages in order of time, each with its place. Named by the run_id it was handed in with, ' +
    'or by the run in whose logs it stands. investigate_run with its investigation_run_id tells why it failed.',
  effect: 'reads',
  input: z.object({
    agent_run_id: z.string().min(1).optional().describe('run_id of the agent run, as it was handed in'),
    run_id: z
      .string()
      .min(1)
      .optional()
      .describe('run in whose logs it stands; without agent_run_id the agent run that its report is about'),
    limit: z.int().min(0).max(10_000).default(200).describe('parts at most'),
  }),
  output: AgentRunTold,
  command: { word: 'agent-run', positional: 'agent_run_id' },
  render: agentRunText,
});

export const summarizeAgentRuns = defineTool({
  name: 'summarize_agent_runs',
  title: 'Summarize agent runs',
  description:
    'How agents did over the last hours: runs, success rate, tools that fail most, 95th percentile of step latency, cost; in all, and per agent, version and environment.',
  effect: 'reads',
  input: z.object({ hours: z.number().positive().max(876_000).default(24).describe('looked back from now') }),
  output: AgentOverview,
  command: { word: 'agents', positional: null },
  render: agentOverviewText,
});
