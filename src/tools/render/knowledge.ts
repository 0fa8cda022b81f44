/** The table: documents of knowledge as text: where they are, why they fit, and what they say. */
import type {
  DocumentPlace,
  DocumentProblem,
  Instruction,
  Instructions,
  KnowledgeAnswer,
  KnowledgeHit,
} from '../../model/knowledge.ts';
import type { View } from '../tool.ts';
import { painted } from './paint.ts';
import { elided, manyLines, oneLine, wrapped } from './safe.ts';
import { count, counted } from './words.ts';

const PROBLEMS = 5;
const QUERIES = 3;
const SNIPPET = 3;

/** `connection-refused.md:21 What to look at`. */
export function documentWords({ document, heading, line }: DocumentPlace): string {
  return oneLine(`${document}.md:${line}${heading ? ` ${heading}` : ''}`);
}

export function knowledgeText(answer: KnowledgeAnswer, view: View): string {
  const { searched, hits, in_all, query } = answer;
  const listing = query.trim() === '';
  const found = hits.flatMap(hit => (listing ? listed(hit, view) : [...hitLines(hit, view), '']));
  const left = in_all - hits.length;
  const notes = [
    ...(hits.length ? [] : ['No document fits.']),
    ...(left > 0 ? [`${counted(left, 'more document')} ${listing ? 'known' : 'fit less'}.`] : []),
    `${counted(searched.documents, 'document')}, ${counted(searched.sections, 'section')} of ${counted(searched.folders.length, 'folder')} searched by ${searched.by.join(' and ')}.`,
  ].map(note => painted(view, 'dim', note));
  return [...found, ...(listing && hits.length ? [''] : []), ...notes, ...problemLines(answer.problems, view)].join('\n');
}

function listed({ title, place }: KnowledgeHit, view: View): string[] {
  return [`${oneLine(title)}  ${painted(view, 'dim', `${oneLine(place.document)}.md`)}`];
}

function hitLines({ title, place, why, text, queries }: KnowledgeHit, view: View): string[] {
  const width = Math.max(60, view.width) - 2;
  const snippet = wrapped(oneLine(text.replace(/\s+/g, ' ')), width);
  return [
    `${painted(view, 'bold', oneLine(title))}`,
    `  ${painted(view, 'blue', documentWords(place))}`,
    `  ${painted(view, 'dim', elided(oneLine(why.join('; ')), width))}`,
    ...snippet.slice(0, SNIPPET).map((line, at) => `  ${line}${at === SNIPPET - 1 && snippet.length > SNIPPET ? ' …' : ''}`),
    ...queries.slice(0, QUERIES).map(query => `  > ${elided(oneLine(query), width - 2)}`),
  ];
}

export function instructionsText(answer: Instructions, view: View): string {
  const head = answer.run ? [`Instructions for ${oneLine(answer.run.title)}${runWords(answer.run)}`, ''] : [];
  const parts = answer.instructions.flatMap(one => [...instructionLines(one, view), '']);
  const further = answer.further.map(one => `- ${oneLine(one.title)}  ${painted(view, 'dim', documentWords(one))}`);
  return [
    ...head,
    ...(answer.instructions.length ? parts : ['No document fits; search_knowledge without a query lists them all.', '']),
    ...(further.length ? [painted(view, 'bold', 'Also about this'), ...further, ''] : []),
    ...problemLines(answer.problems, view),
  ]
    .join('\n')
    .trimEnd();
}

function runWords({ method, category }: NonNullable<Instructions['run']>): string {
  const words = [...(method ? [`method ${method}`] : []), ...(category ? [`category ${category}`] : [])];
  return words.length ? ` (${oneLine(words.join(', '))})` : '';
}

function instructionLines({ title, place, why, streams, queries, text, left_out }: Instruction, view: View): string[] {
  return [
    painted(view, 'bold', `# ${oneLine(title)}`),
    painted(view, 'dim', `${documentWords(place)} · ${oneLine(why.join('; '))}`),
    ...(streams.length ? [`Files: ${oneLine(streams.join(', '))}`] : []),
    ...(queries.length ? ['Queries:', ...queries.map(query => `  ${oneLine(query)}`)] : []),
    '',
    manyLines(text),
    ...(left_out > 0 ? [painted(view, 'dim', `… ${count(left_out)} more characters in the document`)] : []),
  ];
}

function problemLines(problems: readonly DocumentProblem[], view: View): string[] {
  const lines = problems.slice(0, PROBLEMS).map(({ path, line, words }) => `Note: ${oneLine(path)}:${line}: ${oneLine(words)}`);
  const more = problems.length - lines.length;
  return [...lines, ...(more > 0 ? [`… and ${counted(more, 'more document')} with problems`] : [])].map(one =>
    painted(view, 'dim', one),
  );
}
