/** Laws: the shape of every source file: one opening sentence, size, functions, parameters, names, no default export, no empty catch. */
import assert from 'node:assert/strict';
import ts from 'typescript';
import { projectFiles, type SourceFile } from './files.ts';

const MAX_LINES = 250;
const MAX_FUNCTION_LINES = 40;
const MAX_PARAMETERS = 3;
const FORBIDDEN_NAMES = /(^|[-/])(utils?|helpers?|types|index|manager|service|common|misc)(\.|-|\/|$)/i;

/** DESIGN fixes the signature of the one function that every door calls. */
const BY_DESIGN = new Set(['tell']);

const sources = projectFiles(/^(src|webview)\/.*\.tsx?$/).filter(file => !file.path.endsWith('.d.ts'));

describe('shape', () => {
  law('opens with one sentence in a doc comment that names its room', file => {
    const opening = /^(?:#!.*\n)?\/\*\* (.+?) \*\/\n/.exec(file.text)?.[1];
    return opening && /[.!?:]$/.test(opening) ? [] : ['no opening sentence'];
  });

  law(`has at most ${MAX_LINES} lines`, file => {
    const lines = file.text.split('\n').length - 1;
    return lines <= MAX_LINES ? [] : [`${lines} lines`];
  });

  law('has a name that says what it is', file => (FORBIDDEN_NAMES.test(file.path) ? ['a name that says nothing'] : []));

  law(`has functions of at most ${MAX_FUNCTION_LINES} lines and ${MAX_PARAMETERS} parameters`, file => {
    const found: string[] = [];
    visit(file, (node, tree) => {
      if (!ts.isFunctionLike(node) || !('body' in node) || !node.body) return;
      const from = tree.getLineAndCharacterOfPosition(node.getStart(tree)).line;
      const lines = tree.getLineAndCharacterOfPosition(node.end).line - from + 1;
      const name = (node.name as ts.Identifier | undefined)?.getText(tree) ?? `line ${from + 1}`;
      if (lines > MAX_FUNCTION_LINES && !isFactory(node)) found.push(`${name} has ${lines} lines`);
      const taken = parametersOf(node, tree);
      if (taken > MAX_PARAMETERS && !BY_DESIGN.has(name) && !isOverride(node)) found.push(`${name} takes ${taken} parameters`);
    });
    return found;
  });

  law('has no default export and no empty catch', file => {
    const found: string[] = [];
    visit(file, node => {
      if (
        ts.isExportAssignment(node) ||
        (ts.canHaveModifiers(node) && ts.getModifiers(node)?.some(one => one.kind === ts.SyntaxKind.DefaultKeyword))
      ) {
        found.push('default export');
      }
      if (ts.isCatchClause(node) && node.block.statements.length === 0) found.push('empty catch');
    });
    return found;
  });

  it('the laws bark', () => {
    assert.ok(FORBIDDEN_NAMES.test('src/engine/utils.ts'));
    assert.ok(sources.length > 40, 'there are sources to judge');
  });
});

function law(words: string, judge: (file: SourceFile) => string[]): void {
  it(`every file ${words}`, () => {
    const broken = sources.flatMap(file => judge(file).map(found => `${file.path}: ${found}`));
    assert.deepEqual(broken, []);
  });
}

function visit(file: SourceFile, see: (node: ts.Node, tree: ts.SourceFile) => void): void {
  const tree = ts.createSourceFile(file.path, file.text, ts.ScriptTarget.Latest, true);
  const walk = (node: ts.Node): void => {
    see(node, tree);
    ts.forEachChild(node, walk);
  };
  walk(tree);
}

/** A function that only holds other functions (a closure as an object) is judged by what it holds. */
function isFactory(node: ts.Node): boolean {
  const body = (node as ts.FunctionLikeDeclaration).body;
  return !!body && ts.isBlock(body) && body.statements.some(statement => ts.isFunctionDeclaration(statement));
}

/** A library's signature, followed by overriding it. */
function isOverride(node: ts.Node): boolean {
  return ts.canHaveModifiers(node) && !!ts.getModifiers(node)?.some(one => one.kind === ts.SyntaxKind.OverrideKeyword);
}

/** A range counts once: (start, end) and (from, to) are one thing. */
function parametersOf(node: ts.SignatureDeclaration, tree: ts.SourceFile): number {
  const names = node.parameters.map(parameter => parameter.name.getText(tree));
  return names.filter(
    (name, at) => !(name === 'end' && names[at - 1] === 'start') && !(name === 'to' && names[at - 1] === 'from'),
  ).length;
}
