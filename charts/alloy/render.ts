import { type AlloyBlock, type AlloyBody, type AlloyComponent, AlloyExpression, type AlloyValue } from './syntax';

/** Names that need no quotes as keys, and that attributes, labels and parts of a type have to be. */
export const IDENTIFIER = /^[A-Za-z_]\w*$/;

/** Components in Alloy's language, in the format of `alloy fmt`. */
export const renderAlloy = (components: readonly AlloyComponent[]): string =>
  components.map(({ type, label, body }) => `${block(`${type} "${label}"`, body, '')}\n`).join('\n');

function block(head: string, { attributes = {}, blocks = [] }: AlloyBody, indent: string): string {
  const inner = `${indent}\t`;
  const set = Object.entries(attributes).flatMap(([name, value]) => (value === undefined ? [] : [{ name, value }]));
  // Names are filled up, so that the signs of one block stand below each other.
  const width = Math.max(...set.map(({ name }) => name.length));
  const lines = set.map(({ name, value }) => `${inner}${name.padEnd(width)} = ${rendered(value)}`).join('\n');
  const parts = [
    ...(lines === '' ? [] : [lines]),
    ...blocks.map((nested: AlloyBlock) => `${inner}${block(nested.name, nested, inner)}`),
  ];
  return parts.length === 0 ? `${head} { }` : `${head} {\n${parts.join('\n\n')}\n${indent}}`;
}

function rendered(value: AlloyValue): string {
  if (value instanceof AlloyExpression) return value.text;
  if (isList(value)) return `[${value.map(rendered).join(', ')}]`;
  // Escapes of JSON are a part of those that Alloy reads.
  if (typeof value !== 'object') return JSON.stringify(value);
  const entries = Object.entries(value).flatMap(([key, item]) =>
    item === undefined ? [] : [`${IDENTIFIER.test(key) ? key : JSON.stringify(key)} = ${rendered(item)}`],
  );
  return `{${entries.join(', ')}}`;
}

const isList = (value: AlloyValue): value is readonly AlloyValue[] => Array.isArray(value);
