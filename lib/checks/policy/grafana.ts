import { show } from '../../values/text';
import type { RuleFinding } from '../catalog';
import type { Cluster } from '../cluster';
import { grafanasOf } from '../programs/grafana';

/** Grafanas in which everybody may change everything. */
export function* openGrafanas(cluster: Cluster): Generator<RuleFinding> {
  for (const { pods, setting } of grafanasOf(cluster)) {
    const enabled = setting('auth.anonymous', 'enabled');
    const role = setting('auth.anonymous', 'org_role');
    if (enabled?.value.toLowerCase() !== 'true' || role === undefined || !/^(admin|editor)$/i.test(role.value))
      continue;
    yield {
      id: 'policy/anonymous-admin',
      object: pods.owner.identity,
      sentence: `${role.at}: found ${show(role.value)} for visitors without a password, who may then change data sources and dashboards: set it to "Viewer", or disable auth.anonymous`,
    };
  }
}
