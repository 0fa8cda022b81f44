/** HTTP: an incident as programs ask about it: what stands out, why it happened, what was like it, what to do; each alone and all at once. */
import type { FastifyInstance, FastifyReply } from 'fastify';
import type { z } from 'zod';
import type { Report } from '../../model/report.ts';
import type { Settled } from './config.ts';
import { mainOf, predicted } from './incident-answers.ts';
import { type Asking, analyze, namesRun, recommend, reportsOf, search } from './incident-ask.ts';
import { type AnalyzeAnswer, IncidentBody, type PredictAnswer, QuestionBody, type RecommendAnswer } from './incident-bodies.ts';
import { proved } from './proved.ts';
import { lifeOf } from './request-life.ts';
import type { Served } from './server.ts';
import type { Tally } from './tally.ts';

/** Bytes of a body at most. */
const BODY = 16 << 20;

/** By what a request is answered. */
interface Means {
  readonly tally: Tally;
  readonly config: Settled;
}

export function incidentRoutes(app: FastifyInstance, { engine }: Served, { tally, config }: Means): void {
  const count = counter(tally);
  function route<Schema extends z.ZodObject>(
    path: string,
    schema: Schema,
    answer: (body: z.output<Schema>, life: Asking) => Promise<object>,
  ): void {
    app.post(path, { bodyLimit: BODY }, async ({ body }, reply: FastifyReply) =>
      answer(proved(schema, body), { ...lifeOf(reply), ...config.now.analysis }),
    );
  }

  route('/analyze', IncidentBody, async (body, life) =>
    count.anomalies(await analyze(engine, { body, reports: await reportsOf(engine, body, life) }, life)),
  );
  route('/predict', IncidentBody, async (body, life) => count.prediction(predicted(mainOf(await reportsOf(engine, body, life)))));
  route('/search', QuestionBody, async (body, life) => {
    const report = await reportIn(engine, body, life);
    return count.search(await search(engine, { body, report }, life));
  });
  route('/recommend', QuestionBody, async (body, life) => {
    const report = await reportIn(engine, body, life);
    return count.actions(await recommend(engine, { body, report }, life));
  });
  route('/investigate', QuestionBody, async (body, life) => {
    const reports = await reportsOf(engine, body, life);
    const report = mainOf(reports);
    const anomalies = count.anomalies(await analyze(engine, { body, reports }, life));
    const similar = count.search(await search(engine, { body, report }, life));
    const actions = count.actions(await recommend(engine, { body, report }, life));
    return { ...anomalies, ...count.prediction(predicted(report)), ...similar, ...actions };
  });
}

/** Null where a question is told by words alone. */
async function reportIn(engine: Served['engine'], body: QuestionBody, life: Asking): Promise<Report | null> {
  return namesRun(body) ? mainOf(await reportsOf(engine, body, life)) : null;
}

/** Counts what is answered, and passes it on. */
function counter(tally: Tally) {
  return {
    anomalies: (answer: AnalyzeAnswer) => {
      tally.add('anomalies_total', {}, answer.anomalies.length);
      return answer;
    },
    prediction: (answer: PredictAnswer) => {
      tally.add('predictions_total', { category: answer.category });
      return answer;
    },
    search: <Answer>(answer: Answer) => {
      tally.add('searches_total', {});
      return answer;
    },
    actions: (answer: RecommendAnswer) => {
      tally.add('recommendations_total', {}, answer.recommended_actions.length);
      return answer;
    },
  };
}
