import type { Change } from '../compare/changes';
import type { Statement } from '../model';
import { counted, pathsText } from '../words';

/** One statement per changed object. */
export function* objects(change: Change): Generator<Statement> {
  if (change.kind === 'added') {
    yield { effect: 'added', rule: 'object/added', object: change.after.identity, sentence: 'is created' };
  } else if (change.kind === 'removed') {
    yield {
      effect: 'removed',
      rule: 'object/removed',
      object: change.before.identity,
      sentence: 'is removed from the manifests: it stays in the cluster until it is pruned or deleted',
    };
  } else if (change.kind === 'renamed') {
    yield {
      effect: 'renamed',
      rule: 'object/renamed',
      object: change.after.identity,
      sentence: `was ${change.before.identity}: Kubernetes creates a new object, and the old one stays until it is pruned or deleted`,
    };
  } else {
    const { fields, after } = change;
    const sentence = `${counted(fields.length, 'field')}: ${pathsText(fields)}`;
    yield { effect: 'changed', rule: 'object/changed', object: after.identity, sentence };
  }
}
