import type { Data } from '../../../values/data';

/** A directive or a block, by its name and arguments. */
type Block = Map<string, unknown>;

/**
 * A configuration of nginx as data: `{ http: { "server": { "location /": { proxy_pass: ... } } } }`. Of a directive that
 * stands there several times, all are in a list. Comments are left out; nothing is checked.
 */
export function nginxData(text: string): Data {
  const root: Block = new Map();
  const open: Block[] = [root];
  let words: string[] = [];
  for (const [token] of text.matchAll(/#[^\n]*|"(?:[^"\\]|\\.)*"|'(?:[^'\\]|\\.)*'|[{};]|[^\s{};"'#]+/g)) {
    const block = open.at(-1) ?? root;
    if (token.startsWith('#')) continue;
    if (token === '{') {
      const inner: Block = new Map();
      add(block, words.join(' '), inner);
      open.push(inner);
      words = [];
    } else if (token === '}') {
      if (open.length > 1) open.pop();
      words = [];
    } else if (token === ';') {
      const [name = '', ...values] = words;
      if (name !== '') add(block, name, values.join(' '));
      words = [];
    } else words.push(token);
  }
  return dataOf(root);
}

function add(block: Block, name: string, value: unknown): void {
  const known = block.get(name);
  block.set(name, known === undefined ? value : [...(Array.isArray(known) ? known : [known]), value]);
}

const dataOf = (block: Block): Data => Object.fromEntries([...block].map(([name, value]) => [name, plain(value)]));

function plain(value: unknown): unknown {
  if (value instanceof Map) return dataOf(value);
  return Array.isArray(value) ? value.map(plain) : value;
}
