import { listed, show } from '../../lib/values/text';
import { IDENTIFIER } from './render';
import { type AlloyBody, type AlloyComponent, AlloyExpression, type AlloyValue } from './syntax';

/** Errors that Alloy would report at startup, one sentence each, prefixed with the component. */
export function* mistakesInAlloy(components: readonly AlloyComponent[]): Generator<string> {
  const ids = components.map(({ id }) => id);
  for (const [index, { id, type, label, body }] of components.entries()) {
    if (ids.indexOf(id) !== index) yield `${id}: found twice, allowed is once: give one another label`;
    for (const name of [...type.split('.'), label]) yield* mistakesInName(id, name);
    yield* mistakesInBlock(id, body, components);
  }
}

function* mistakesInBlock(
  at: string,
  { attributes = {}, blocks = [] }: AlloyBody,
  all: readonly AlloyComponent[],
): Generator<string> {
  for (const [name, value] of Object.entries(attributes)) {
    yield* mistakesInName(at, name);
    for (const { text, component } of expressionsIn(value)) {
      if (component === undefined || all.includes(component)) continue;
      yield `${at}.${name}: found ${show(text)}, allowed are exports of ${listed(all.map(({ id }) => id))}: add the component to the configuration`;
    }
  }
  for (const block of blocks) {
    for (const name of block.name.split('.')) yield* mistakesInName(at, name);
    yield* mistakesInBlock(`${at}.${block.name}`, block, all);
  }
}

function* mistakesInName(at: string, name: string): Generator<string> {
  if (IDENTIFIER.test(name)) return;
  yield `${at}: found ${show(name)}, allowed are letters, digits and "_", not starting with a digit: rename it`;
}

function expressionsIn(value: AlloyValue | undefined): AlloyExpression[] {
  if (value instanceof AlloyExpression) return [value];
  return typeof value === 'object' ? Object.values(value).flatMap(expressionsIn) : [];
}
