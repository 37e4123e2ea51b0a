import type { Construct } from 'constructs';
import type { Surroundings } from '../../lib/constructs/microservice/definition';
import { within } from '../../lib/values/errors';
import { createContinuousTest, createSmokeTest, testEntrancesOf } from './continuous-test';
import type { MimirInstallation } from './installation';
import { RolloutOperator } from './rollout-operator';

/** Makes the programs beside the roles: the rollout operator, and tests. */
export function createPrograms(
  scope: Construct,
  installation: MimirInstallation,
  { gateway, serviceAccountName }: Surroundings,
): void {
  const { props, system, release } = installation;
  if (props.rolloutOperator !== false) {
    new RolloutOperator(scope, 'rollout-operator', {
      system,
      release,
      imageRegistry: props.imageRegistry,
      props: installation.withPodDefaults(props.rolloutOperator ?? {}),
    });
  }
  const { continuousTest, smokeTest } = props;
  if (continuousTest) {
    within(scope.node.path, () => {
      const entrances = testEntrancesOf('continuousTest', continuousTest, installation, gateway);
      createContinuousTest(scope, installation, entrances, serviceAccountName, continuousTest);
    });
  }
  if (smokeTest) {
    const own = smokeTest === true ? {} : smokeTest;
    const entrances = within(scope.node.path, () => testEntrancesOf('smokeTest', own, installation, gateway));
    createSmokeTest(scope, installation, entrances, serviceAccountName, own);
  }
}
