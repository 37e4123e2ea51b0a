import { type Change, objectOf } from '../compare/changes';
import type { EnvironmentDiff } from '../model';
import { isHidden } from '../words';

/** Comparison of an environment as JSON. Secret values are null. */
export const diffJson = ({ environment, changes, statements }: EnvironmentDiff): object => ({
  environment,
  statements,
  changes: changes.map(changeJson),
});

function changeJson(change: Change): object {
  const { identity, content } = objectOf(change);
  return {
    kind: change.kind,
    object: identity,
    ...(change.kind === 'renamed' && { was: change.before.identity }),
    ...('fields' in change && {
      fields: change.fields.map(({ path, before, after, reordered = false }) => ({
        path,
        before: isHidden(path, content.kind) ? null : before,
        after: isHidden(path, content.kind) ? null : after,
        reordered,
      })),
    }),
  };
}
