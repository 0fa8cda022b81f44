/** HTTP: what is asked and answered about an incident: anomalies, cause, similar incidents, actions; each alone and all in one. */
import { z } from 'zod';
import { Category } from '../../model/category.ts';
import { Coverage, Gap } from '../../model/coverage.ts';
import { ActionItem, Confidence } from '../../model/judgement.ts';
import { TemplatePage } from '../../model/page.ts';
import { Place } from '../../model/place.ts';
import { Report, SuspectLine } from '../../model/report.ts';
import { SimilarRuns } from '../../model/similar.ts';
import { RunName } from '../../tools/inputs.ts';

const LOGS = 16 << 20;
const WORDS = 20_000;

/** What an incident is told by: lines, a run that is known, or both. */
export const IncidentBody = z.object({
  logs: z
    .union([z.array(z.string().max(LOGS)), z.string().max(LOGS)])
    .optional()
    .describe('log lines, or a text; they become a run of their own, the same text the same run'),
  run_id: RunName.optional(),
  title: z.string().min(1).max(200).optional().describe('what to call the run that the lines become'),
  job: z.string().min(1).max(200).optional().describe('runs of one job are compared with each other'),
  limit: z.int().min(1).max(50).optional().describe('anomalies, similar incidents and documents at most, of each'),
});
export type IncidentBody = z.infer<typeof IncidentBody>;

/** What is searched for may be told by words too. */
export const QuestionBody = IncidentBody.extend({
  query: z.string().max(WORDS).optional().describe('an error message, a symptom, or words'),
  root_cause: z.string().max(WORDS).optional().describe('as /predict names it'),
  category: Category.optional().describe('as /predict names it; asks for documents about it'),
});
export type QuestionBody = z.infer<typeof QuestionBody>;

const Anomaly = SuspectLine.omit({ title: true }).extend({
  run_id: z.string(),
  message: z.string().describe('what the line says, without stamps and heads'),
  count: z.int().describe('how many lines tell it, this one among them'),
});

const FirstError = z.object({ place: Place, at: z.number().nullable(), level: z.string(), text: z.string() });

const Analysed = Report.pick({ category: true, summary: true, first_abnormal: true, changes: true, gaps: true }).extend({
  run_id: z.string(),
  title: z.string(),
  first_error: FirstError.nullable().describe('the first line logged as error or worse'),
  patterns: Report.shape.patterns.describe('messages that changed most against passing runs; changes says how many did'),
  templates: TemplatePage.shape.templates.describe('the most frequent messages that were logged as warning or worse'),
  coverage: Coverage,
  gaps: z.array(Gap),
});

export const AnalyzeAnswer = z.object({
  anomalies: z.array(Anomaly).describe('the most telling first; none where nothing stands out'),
  anomalies_in_all: z.int(),
  summary: z.string(),
  runs: z.array(Analysed).describe('what was looked at'),
});
export type AnalyzeAnswer = z.infer<typeof AnalyzeAnswer>;

export const PredictAnswer = Report.pick({
  category: true,
  chain: true,
  hypotheses: true,
  insufficient_evidence: true,
  insufficient_reason: true,
  summary: true,
}).extend({
  run_id: z.string(),
  root_cause: z.string().nullable().describe('null where the evidence does not suffice to name one'),
  category_words: z.string(),
  confidence: Confidence.nullable(),
  why: z.array(z.string()),
  evidence_ids: z.array(z.string()),
  evidence: Report.shape.evidence_index.describe('what the cause rests on'),
});
export type PredictAnswer = z.infer<typeof PredictAnswer>;

/** Documents by name: where they lie on this machine is nobody's business. */
const Document = z.object({
  document: z.string(),
  heading: z.string(),
  line: z.int(),
  title: z.string(),
  why: z.array(z.string()),
});

export const SearchAnswer = z.object({
  similar_incidents: z.array(
    SimilarRuns.shape.similar.element.omit({ run_id: true, actions: true, evidence: true }).extend({
      id: z.string().describe('of the run'),
      resolution: z.string().describe('what its report advised; whether it helped is not known'),
    }),
  ),
  similar_in_all: z.int(),
  compared: z.int().describe('reports of other runs that were compared'),
  documents: z.array(Document.extend({ text: z.string(), score: z.number() })),
});
export type SearchAnswer = z.infer<typeof SearchAnswer>;

export const RecommendAnswer = z.object({
  recommended_actions: z
    .array(z.string())
    .describe("titles of the report's actions, then the first steps of the document that fits best"),
  actions: z.array(ActionItem).describe("the report's"),
  steps: z.array(Document.extend({ steps: z.array(z.string()) })).describe('what documents of knowledge advise'),
});
export type RecommendAnswer = z.infer<typeof RecommendAnswer>;

export const IncidentAnswer = z.object({
  ...AnalyzeAnswer.shape,
  ...PredictAnswer.shape,
  ...SearchAnswer.shape,
  ...RecommendAnswer.shape,
});
