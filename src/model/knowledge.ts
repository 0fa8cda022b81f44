/** The nouns: documents of knowledge: what their heads state, where they stand, and what a search finds in them. */
import { z } from 'zod';
import { Category } from './category.ts';

/** One value or several, as people write either. */
const Words = z
  .union([z.string(), z.number(), z.array(z.union([z.string(), z.number()]))])
  .transform(words => [words].flat().map(String))
  .default([]);

/** The head (front matter) of a document; every key may be missing, others are passed over. */
export const DocumentHead = z.object({
  title: z.string().min(1).optional().describe('what it is about, in the words of who meets it'),
  symptoms: Words.describe('what is seen from outside, in the words of logs and alerts'),
  streams: Words.describe('which files show it, as names or globs'),
  queries: Words.describe('queries that find its lines, in the language of search_logs'),
  categories: Words.describe('categories of reports that it helps with'),
  tags: Words,
});
export type DocumentHead = z.infer<typeof DocumentHead>;

/** A document by the folder that it lies in; `line` is that of the heading. */
export const DocumentPlace = z.object({
  path: z.string().describe('absolute path of the file'),
  document: z.string().describe('path within its folder, without the extension: connection-refused'),
  heading: z.string().describe('the heading, with those above it: What to look at > First'),
  line: z.int().min(1),
});
export type DocumentPlace = z.infer<typeof DocumentPlace>;

export const DocumentRef = DocumentPlace.extend({ title: z.string() });
export type DocumentRef = z.infer<typeof DocumentRef>;

export const KnowledgeHit = z.object({
  place: DocumentPlace,
  title: z.string(),
  text: z.string().describe('the section, its beginning'),
  score: z.number().describe('1 for the best; comparable within one answer only'),
  why: z.array(z.string()).describe('which words met where: "title: disk, full", "alike in meaning"'),
  symptoms: z.array(z.string()),
  streams: z.array(z.string()),
  queries: z.array(z.string()),
  tags: z.array(z.string()),
});
export type KnowledgeHit = z.infer<typeof KnowledgeHit>;

/** A sentence model: `folder` keeps it, that of the home folder where nobody named one; `hub` is where it can be had. */
export const ModelChoice = z.object({ folder: z.string(), model: z.string(), hub: z.string() });
export type ModelChoice = z.infer<typeof ModelChoice>;
export const defaultModel = 'Xenova/all-MiniLM-L6-v2';
export const defaultHub = 'https://huggingface.co';

/** How it stands with the sentence model. */
export const ModelState = ModelChoice.extend({
  here: z.boolean().describe('whether its files are in the folder'),
  sections: z.int().describe('sections of all documents'),
  unread: z.int().describe('those that it has not read yet'),
});
export type ModelState = z.infer<typeof ModelState>;

/** A document that is there and cannot be used as it is. */
export const DocumentProblem = z.object({ path: z.string(), line: z.int().min(1), words: z.string() });
export type DocumentProblem = z.infer<typeof DocumentProblem>;

export const KnowledgeAnswer = z.object({
  query: z.string(),
  hits: z.array(KnowledgeHit),
  in_all: z.int().describe('documents that fit'),
  searched: z.object({
    documents: z.int(),
    sections: z.int(),
    folders: z.array(z.string()),
    by: z.array(z.string()).describe('words, meaning within these documents, a model'),
  }),
  problems: z.array(DocumentProblem),
});
export type KnowledgeAnswer = z.infer<typeof KnowledgeAnswer>;

/** One document's part of the instructions, as it stands. */
export const Instruction = z.object({
  place: DocumentPlace,
  title: z.string(),
  why: z.array(z.string()),
  streams: z.array(z.string()),
  queries: z.array(z.string()),
  text: z.string(),
  left_out: z.int().describe('characters that are not shown; the document has them'),
});
export type Instruction = z.infer<typeof Instruction>;

export const Instructions = z.object({
  topic: z.string().describe('what they are for: the words asked, or what the run says of itself'),
  run: z
    .object({ run_id: z.string(), title: z.string(), category: Category.nullable(), method: z.string().nullable() })
    .nullable(),
  instructions: z.array(Instruction),
  further: z.array(DocumentRef).describe('documents that fit less, by name only'),
  problems: z.array(DocumentProblem),
});
export type Instructions = z.infer<typeof Instructions>;
