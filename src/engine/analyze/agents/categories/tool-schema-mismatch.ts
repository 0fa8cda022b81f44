/** Analysis, agents: arguments that do not fit the schema of the tool. */
import { act } from '../../classify/rule.ts';
import { type AgentRule, errorSigns } from '../rule.ts';

export const toolSchemaMismatch: AgentRule = {
  category: 'tool_schema_mismatch',
  title: 'Tool Schema Mismatch Root Cause',
  describes: 'Tool call failed due to schema validation error',
  signs: ({ run }) =>
    errorSigns(run, {
      codes: [422],
      classes: /validation|schema|invalid(?:argument|param|input|request)|badrequest|^-32602$|typeerror/i,
      words:
        /schema|validation (?:error|failed)|missing (?:\d+ )?(?:required|argument|param|field)|required (?:field|property|argument|parameter)|unexpected (?:keyword )?argument|invalid (?:argument|param|type|tool call|json)|unknown (?:field|parameter|argument)|-32602|not of type|extra inputs/i,
      unless: /token|permission|forbidden|unauthori[sz]ed|rate limit/i,
    }),
  steps: ['Review tool call logs for detailed error traces', 'Check external service status and API documentation'],
  actions: [
    act(
      'high code_change',
      'Update tool schema validation',
      'Review and update tool argument schemas to match current API contract, and give the model the schema that the tool checks.',
    ),
    act(
      'medium test_change',
      'Add integration tests for the tool contract',
      'Call the tool with the arguments that the agent makes, in CI, so that a change of its schema is seen before agents meet it.',
    ),
  ],
};
