/** The knowledge: one document as it is searched: head, sections, and each section's place. */
import { basename, sep } from 'node:path';
import type { DocumentHead, DocumentPlace, DocumentProblem } from '../../model/knowledge.ts';
import { splitDocument } from './front-matter.ts';
import { type Section, sectionsOf, titleIn } from './sections.ts';

export interface KnownDocument {
  /** Absolute. */
  readonly path: string;
  /** Path within its folder, with slashes, without the extension. */
  readonly name: string;
  readonly title: string;
  readonly head: DocumentHead;
  /** As it stands, without the head. */
  readonly body: string;
  readonly sections: readonly Section[];
  readonly problem: DocumentProblem | null;
}

export function readDocument(path: string, within: string, text: string): KnownDocument {
  const { head, body, from, problem } = splitDocument(text);
  // A document that has only a title is found by it.
  const sections = sectionsOf(body, from);
  const name = within
    .split(sep)
    .join('/')
    .replace(/\.(?:md|markdown)$/i, '');
  return {
    path,
    name,
    title: head.title ?? titleIn(body) ?? basename(name),
    head,
    body,
    sections: sections.length ? sections : [{ heading: '', line: from, text: '' }],
    problem: problem && { path, ...problem },
  };
}

export function placeOf(document: KnownDocument, section: Section): DocumentPlace {
  return { path: document.path, document: document.name, heading: section.heading, line: section.line };
}
