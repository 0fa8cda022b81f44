/** The editor: what the tree of knowledge says of folders and documents. */
import { basename } from 'node:path';
import type { DocumentProblem, KnowledgeHit } from '../../../model/knowledge.ts';
import { code } from '../../../tools/render/markdown.ts';
import { oneLine } from '../../../tools/render/safe.ts';
import type { ItemWords } from '../item.ts';
import { t } from '../l10n.ts';
import { plain } from '../markdown.ts';
import type { KnowledgeNode } from './nodes.ts';

export function knowledgeWords(node: KnowledgeNode): ItemWords {
  if (node.kind === 'document') return documentWords(node.document);
  if (node.kind === 'broken') return brokenWords(node.broken);
  const { folder, documents, broken, problem } = node;
  return {
    id: `folder:${folder.path}`,
    label: folder.shipped ? t('Comes with the extension') : oneLine(folder.path),
    description: problem === null ? t('{n} documents', { n: documents.length }) : oneLine(problem),
    icon: problem === null ? (folder.shipped ? 'library' : 'folder') : 'warning',
    opens: documents.length + broken.length ? 'expanded' : undefined,
    context: folder.shipped ? 'shipped' : 'folder',
  };
}

/** It is searched by what can be read of it, if anything. */
function brokenWords({ path, line, words }: DocumentProblem): ItemWords {
  return {
    id: `broken:${path}`,
    label: oneLine(basename(path)),
    description: oneLine(words),
    icon: 'warning',
    context: 'broken',
    command: ['investigator.openDocument', path, line],
  };
}

function documentWords(document: KnowledgeHit): ItemWords {
  const { place, title, tags } = document;
  return {
    id: `document:${place.path}`,
    label: oneLine(title),
    description: tags.slice(0, 3).map(oneLine).join(', '),
    icon: 'markdown',
    context: 'document',
    tooltip: () => documentTooltip(document),
    command: ['investigator.openDocument', place.path],
  };
}

function documentTooltip({ place, title, symptoms, queries }: KnowledgeHit): string {
  const [seen, asked] = [symptoms.map(one => `- ${plain(one)}`).join('\n'), queries.map(one => `- ${code(one)}`).join('\n')];
  return [`**${plain(title)}**`, seen && `${t('Symptoms')}\n\n${seen}`, asked && `${t('Queries')}\n\n${asked}`, code(place.path)]
    .filter(Boolean)
    .join('\n\n');
}
