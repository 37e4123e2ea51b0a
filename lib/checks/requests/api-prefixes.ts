import { listed, show } from '../../values/text';
import type { RuleFinding } from '../catalog';
import type { Cluster } from '../cluster';
import { type Fields, fieldsOf, textOf } from '../fields';
import { isBelow } from '../mounts';
import { installedSystems } from '../programs/installations';
import { instancesOf } from '../programs/instances';
import { answerTo } from './answer';
import { serverOf } from './gateway';

/** Prefixes of APIs by system: the key, and its default. */
const PREFIXES: Readonly<Record<string, ReadonlyArray<readonly [path: readonly string[], byDefault: string]>>> = {
  Mimir: [
    [['api', 'prometheus_http_prefix'], '/prometheus'],
    [['api', 'alertmanager_http_prefix'], '/alertmanager'],
  ],
  Tempo: [[['http_api_prefix'], '']],
};

/** Prefixes of APIs for which no gateway of the system has a location. */
export function* unroutedPrefixes(cluster: Cluster): Generator<RuleFinding> {
  for (const { program, config } of installedSystems(cluster)) {
    for (const [path, byDefault] of PREFIXES[program] ?? []) {
      const prefix = textOf(at(config.content, path)) ?? byDefault;
      if (prefix === byDefault) continue;
      const gateways = instancesOf(cluster).filter((instance) => {
        const locations = instance.program === 'nginx' ? (serverOf(instance)?.locations ?? []) : [];
        return locations.some(
          (location) =>
            answerTo(cluster, instance.pods, `http://${hostOf(cluster, instance.pods)}${location.path}`, '')?.instance
              ?.config?.object === config.object,
        );
      });
      const isRouted = gateways.some((gateway) =>
        serverOf(gateway)?.locations.some((location) => isBelow(location.path, prefix)),
      );
      if (isRouted) continue;
      const from = gateways.map(({ pods }) => pods.owner.identity);
      yield {
        id: 'flow/prefix',
        object: config.object,
        sentence: `${path.join('.')}: found ${show(prefix)}, but ${from.length > 0 ? `the gateway ${listed(from)} and clients` : 'clients'} ask ${program} below ${show(byDefault || '/')}, which gets 404 then: remove it`,
      };
    }
  }
}

const at = (config: Fields, path: readonly string[]): unknown =>
  path.reduce<unknown>((value, key) => fieldsOf(value)[key], config);

const hostOf = (cluster: Cluster, pods: Cluster['pods'][number]): string => {
  const service = cluster.of('Service').find((candidate) => cluster.podsBehind(candidate).includes(pods));
  return service ? `${service.content.metadata.name}.${pods.namespace}.svc` : '';
};
