import { mapAt } from '../../values/data';
import { show } from '../../values/text';
import { complaint, type Rule } from './complaint';
import { selectorRules } from './labels';
import { shareRules } from './shares';

/** PodDisruptionBudgets. */
export const budgetRules: Rule = function* (object) {
  const spec = mapAt(object, 'spec');
  const { minAvailable, maxUnavailable } = spec;
  if (minAvailable !== undefined && maxUnavailable !== undefined) {
    yield complaint(
      'api/disruption-budget',
      'spec',
      `found minAvailable ${show(minAvailable)} and maxUnavailable ${show(maxUnavailable)}, allowed is one of them: remove one`,
    );
  }
  yield* shareRules(spec, ['minAvailable', 'maxUnavailable'], 'spec', 'api/disruption-budget');
  yield* selectorRules(mapAt(spec, 'selector'), 'spec.selector');
};
