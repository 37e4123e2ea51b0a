import type { parser } from '@prometheus-io/lezer-promql';

// The grammars are ES modules, whose syntax trees are of other declarations than those of the CommonJS package.
type Tree = ReturnType<(typeof parser)['parse']>;

/** A node of a syntax tree. */
export type SyntaxNode = Tree['topNode'];

/** A text and the node of its syntax tree that is looked at. */
export interface Parsed {
  readonly text: string;
  readonly tree: Tree;
}

export const sourceOf = ({ text }: Parsed, { from, to }: SyntaxNode): string => text.slice(from, to);

/** Children of a node, in order. */
export function childrenOf(node: SyntaxNode): SyntaxNode[] {
  const children: SyntaxNode[] = [];
  for (let child = node.firstChild; child !== null; child = child.nextSibling) children.push(child);
  return children;
}

/** All nodes of a tree with one of these names, in the order of the text. */
export function nodesOf({ tree }: Parsed, ...names: readonly string[]): SyntaxNode[] {
  const found: SyntaxNode[] = [];
  tree.iterate({
    enter: (reference) => {
      if (names.includes(reference.name)) found.push(reference.node);
    },
  });
  return found;
}

/** The first syntax error of a text, with its position; nothing if the grammar accepts it. */
export function syntaxError({ text, tree }: Parsed): string | undefined {
  let at: number | undefined;
  tree.iterate({
    enter: ({ type, from }) => {
      if (type.isError) at ??= from;
      return at === undefined;
    },
  });
  return at === undefined ? undefined : `syntax error at ${placeIn(text, at)}`;
}

const SHOWN = 20;

/** A position for sentences: its line and column, and what is there. */
export function placeIn(text: string, offset: number): string {
  const rest = text.slice(offset).trimStart();
  const at = text.length - rest.length;
  const before = rest === '' ? text.trimEnd() : text.slice(0, at);
  const lines = before.split('\n');
  const column = (lines.at(-1)?.length ?? 0) + 1;
  const [line = ''] = rest.split('\n');
  const found = rest === '' ? 'the end of the text' : JSON.stringify(line.slice(0, SHOWN));
  return `${lines.length > 1 || text.includes('\n') ? `line ${lines.length}, ` : ''}character ${column}, before ${found}`;
}

/** The value of a string literal in double, single or back quotes; escapes of letters that have none stay. */
export function unquoted(literal: string): string {
  const inner = literal.slice(1, -1);
  if (literal.startsWith('`')) return inner;
  return inner.replaceAll(/\\(["'`\\ntr])/g, (_, letter: string) => ESCAPES[letter] ?? letter);
}

const ESCAPES: Readonly<Record<string, string>> = { n: '\n', t: '\t', r: '\r' };
