/** HTTP: the endpoints about an incident, as the OpenAPI document tells of them. */
import type { Endpoint } from './endpoints.ts';
import {
  AnalyzeAnswer,
  IncidentAnswer,
  IncidentBody,
  PredictAnswer,
  QuestionBody,
  RecommendAnswer,
  SearchAnswer,
} from './incident-bodies.ts';

export const incidentEndpoints: readonly Endpoint[] = [
  {
    method: 'post',
    path: '/analyze',
    summary: 'What stands out in log lines or in a run, with the place of each line',
    body: IncidentBody,
    answer: { words: 'anomalies', schema: AnalyzeAnswer },
  },
  {
    method: 'post',
    path: '/predict',
    summary: 'The kind of failure and its cause, by rules and statistics, with the evidence it rests on',
    body: IncidentBody,
    answer: { words: 'the cause', schema: PredictAnswer },
  },
  {
    method: 'post',
    path: '/search',
    summary: 'Past incidents and documents that resemble a run, lines, a cause or words',
    body: QuestionBody,
    answer: { words: 'incidents and documents', schema: SearchAnswer },
  },
  {
    method: 'post',
    path: '/recommend',
    summary: 'What to do about a run, lines, a cause or words',
    body: QuestionBody,
    answer: { words: 'actions and steps', schema: RecommendAnswer },
  },
  {
    method: 'post',
    path: '/investigate',
    summary: 'All four at once: anomalies, cause, similar incidents, actions',
    body: QuestionBody,
    answer: { words: 'all of it', schema: IncidentAnswer },
  },
];
