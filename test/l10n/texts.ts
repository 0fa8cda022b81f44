/** Texts to translate: all that the editor's door and the window say, found in their sources; and how the bundle of them is written. */
import { writeFileSync } from 'node:fs';
import ts from 'typescript';
import { faults } from '../../src/base/fault.ts';
import { progressTexts } from '../../src/base/progress.ts';
import { nextSteps } from '../../src/doors/vscode/next-steps.ts';
import { categories } from '../../src/model/category.ts';
import { layerTexts } from '../../src/model/connection-test.ts';
import { endedWords, removedWords } from '../../src/tools/render/findings-text.ts';
import { projectFiles } from '../laws/files.ts';

export const BUNDLE = 'media/l10n/bundle.l10n.json';

/** `t('…')` says a text, `said('…')` marks one that is said by a variable. */
const SPEAKERS = new Set(['t', 'said']);

export function sourceTexts(): string[] {
  const found = projectFiles(/^(src\/doors\/vscode|webview)\/.*\.tsx?$/).flatMap(file => textsIn(file.path, file.text));
  const tables = [
    ...Object.values(faults).map(fault => fault.words),
    ...Object.values(nextSteps).flatMap(step => [step.hint, step.button ?? []].flat()),
    ...Object.values(categories),
    ...Object.values(removedWords),
    ...Object.values(endedWords).filter(Boolean),
    ...progressTexts,
    ...layerTexts,
  ];
  return [...new Set([...found, ...tables])].sort();
}

export function textsIn(path: string, source: string): string[] {
  const tree = ts.createSourceFile(
    path,
    source,
    ts.ScriptTarget.Latest,
    true,
    path.endsWith('x') ? ts.ScriptKind.TSX : ts.ScriptKind.TS,
  );
  const texts: string[] = [];
  const walk = (node: ts.Node): void => {
    if (ts.isCallExpression(node) && node.arguments.length > 0 && SPEAKERS.has(speaker(node.expression)))
      texts.push(...literals(node.arguments[0]));
    ts.forEachChild(node, walk);
  };
  walk(tree);
  return texts;
}

function speaker(called: ts.Expression): string {
  return ts.isPropertyAccessExpression(called) ? called.name.text : called.getText();
}

/** Both branches of a choice. */
function literals(argument: ts.Expression): string[] {
  if (ts.isStringLiteralLike(argument)) return [argument.text];
  if (ts.isConditionalExpression(argument)) return [...literals(argument.whenTrue), ...literals(argument.whenFalse)];
  return [];
}

export function bundleText(): string {
  return `${JSON.stringify(Object.fromEntries(sourceTexts().map(text => [text, text])), null, 2)}\n`;
}

if (import.meta.main) writeFileSync(BUNDLE, bundleText());
