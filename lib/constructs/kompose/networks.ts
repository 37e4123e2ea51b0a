import { parseBoolean } from '../../model/compose/scalars';
import type { ComposeNetwork } from '../../model/compose/types';
import type { Mistakes } from '../../values/errors';
import { dnsLabel } from '../../values/names';
import { listed, show } from '../../values/text';
import { kubernetesName, networkLabel } from './names';

/** Networks of the top level of a Compose file. */
export type NamedNetworks = Readonly<Record<string, ComposeNetwork | null>>;

export interface Networks {
  /** Labels of pods that joined. */
  readonly podLabels: Readonly<Record<string, string>>;
  /** Names of the networks with a policy in this chart. */
  readonly made: readonly string[];
}

/** Pod labels and names of the NetworkPolicies for the networks of a service. */
export function convertNetworks(
  joined: readonly string[],
  named: NamedNetworks | undefined,
  mistakes: Mistakes,
): Networks {
  const networks = joined.map((key) => {
    if (named && !Object.hasOwn(named, key) && key !== 'default') {
      mistakes.add(
        'networks',
        `found ${show(key)}, defined networks are: ${listed(Object.keys(named)) || 'none'}: define it in the top-level "networks"`,
      );
    }
    const { name = key, external = false } = named?.[key] ?? {};
    return {
      name: mistakes.attempt('networks', () => dnsLabel(kubernetesName(name)), ''),
      external: mistakes.attempt(`networks.${key}.external`, () => parseBoolean(external), false),
    };
  });
  return {
    podLabels: Object.assign({}, ...networks.map(({ name }) => networkLabel(name))),
    made: networks.filter(({ external }) => !external).map(({ name }) => name),
  };
}
