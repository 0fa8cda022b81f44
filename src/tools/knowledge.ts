/** The table: tools that ask the documents of knowledge. */
import { z } from 'zod';
import { Category } from '../model/category.ts';
import { Instructions, KnowledgeAnswer } from '../model/knowledge.ts';
import { RunName } from './inputs.ts';
import { instructionsText, knowledgeText } from './render/knowledge.ts';
import { defineTool } from './tool.ts';

export const searchKnowledge = defineTool({
  name: 'search_knowledge',
  title: 'Search the knowledge base',
  description:
    'Finds documents for an error message, alert or symptom: those that come along and those of the user’s folders (runbooks). Each hit opens at its heading, says why it ' +
    'matched, and brings the queries that find its lines. Documents are advice, not evidence. Without a query: all documents, and those that cannot be read.',
  effect: 'reads',
  input: z.object({
    query: z.string().max(20_000).default('').describe('an error message, an alert’s text, a symptom, or words'),
    category: Category.optional().describe('only documents for this category of failure'),
    limit: z.int().min(1).max(1000).default(8).describe('documents at most'),
  }),
  output: KnowledgeAnswer,
  command: { word: 'knowledge', positional: 'query' },
  render: knowledgeText,
});

export const getInvestigationInstructions = defineTool({
  name: 'get_investigation_instructions',
  title: 'Get investigation instructions',
  description:
    'How to go about it, before anything else is asked: what to look at first, in which files, with which queries, and what it is often mistaken for. For a run: by its test ' +
    'method, its files and the category of its report. For a topic: by its words. With neither: how to investigate any run with these tools.',
  effect: 'reads',
  input: z.object({
    topic: z.string().max(20_000).default('').describe('a test method, service, category or symptom'),
    run_id: RunName.optional(),
    characters: z.int().min(1000).max(60_000).default(12_000).describe('length of the instructions at most'),
  }),
  output: Instructions,
  command: { word: 'instructions', positional: 'topic' },
  render: instructionsText,
});
