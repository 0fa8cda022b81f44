/** The editor: what the tree of knowledge says of folders and documents. */
import { code } from '../../../tools/render/markdown.ts';
import { oneLine } from '../../../tools/render/safe.ts';
import type { ItemWords } from '../item.ts';
import { t } from '../l10n.ts';
import { plain } from '../markdown.ts';
import type { KnowledgeDocument, KnowledgeFolder } from './documents.ts';

export type KnowledgeNode =
  | {
      readonly kind: 'folder';
      readonly folder: KnowledgeFolder;
      readonly documents: readonly KnowledgeDocument[];
      /** Why it could not be read. */
      readonly problem: string | null;
    }
  | { readonly kind: 'document'; readonly document: KnowledgeDocument };

export function knowledgeWords(node: KnowledgeNode): ItemWords {
  if (node.kind === 'document') return documentWords(node.document);
  const { folder, documents, problem } = node;
  return {
    id: `folder:${folder.path}`,
    label: oneLine(folder.label),
    description: problem === null ? t('{n} documents', { n: documents.length }) : t('cannot be read ({problem})', { problem }),
    icon: problem === null ? (folder.shipped ? 'library' : 'folder') : 'warning',
    opens: documents.length ? 'expanded' : undefined,
    context: folder.shipped ? 'shipped' : 'folder',
  };
}

function documentWords({ path, title, head }: KnowledgeDocument): ItemWords {
  const about = [...(head.tags ?? [])].slice(0, 3);
  return {
    id: `document:${path}`,
    label: oneLine(title),
    description: about.map(oneLine).join(', '),
    icon: 'markdown',
    context: 'document',
    tooltip: () => documentTooltip({ path, title, head }),
    command: ['investigator.openDocument', path],
  };
}

function documentTooltip({ path, title, head }: KnowledgeDocument): string {
  const symptoms = (head.symptoms ?? []).map(symptom => `- ${plain(symptom)}`).join('\n');
  const queries = (head.queries ?? []).map(query => `- ${code(query)}`).join('\n');
  return [
    `**${plain(title)}**`,
    symptoms && `${t('Symptoms')}\n\n${symptoms}`,
    queries && `${t('Queries')}\n\n${queries}`,
    code(path),
  ]
    .filter(Boolean)
    .join('\n\n');
}
