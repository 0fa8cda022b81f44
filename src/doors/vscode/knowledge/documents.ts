/** The editor: the documents of knowledge in force: those that come with the extension, and those of the folders that the settings name. */
import { readdir, readFile } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { type FrontMatter, splitDocument } from './front-matter.ts';

/** Documents listed of one folder. */
const MOST = 500;

export interface KnowledgeFolder {
  readonly path: string;
  readonly label: string;
  /** Comes with the extension. */
  readonly shipped: boolean;
}

export interface KnowledgeDocument {
  readonly path: string;
  readonly title: string;
  readonly head: FrontMatter;
}

/** In the order of their titles. Throws what the file system throws when the folder cannot be read. */
export async function documentsIn(folder: string): Promise<KnowledgeDocument[]> {
  const entries = await readdir(folder, { withFileTypes: true, recursive: true });
  const files = entries.filter(entry => entry.isFile() && /\.md$/i.test(entry.name)).slice(0, MOST);
  const documents = await Promise.all(files.map(entry => documentAt(join(entry.parentPath, entry.name))));
  return documents.sort((a, b) => a.title.localeCompare(b.title));
}

async function documentAt(path: string): Promise<KnowledgeDocument> {
  const { head, body } = splitDocument(await readFile(path, 'utf8'));
  const heading = /^#[ \t]+(.+)$/m.exec(body)?.[1].trim();
  return { path, title: head.title?.[0] ?? heading ?? basename(path, '.md'), head };
}
