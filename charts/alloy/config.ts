import type { TargetChecks } from '../../lib/constructs/api/validate-target';
import { namesTenant } from '../../lib/constructs/collect/pipeline';
import { POD_LOG_RULES } from '../../lib/constructs/collect/pod-logs';
import { discoverKubernetes, matchFiles, processLogs, readFiles, relabelTargets, writeLogs } from './config-components';
import type { AlloyProps } from './props';
import { type AlloyComponent, AlloyExpression } from './syntax';

/** Each Alloy asks for the pods of its own node, so that the API server does not send all of them to every node. */
const OWN_NODE = new AlloyExpression('text', '"spec.nodeName=" + sys.env("HOSTNAME")');

/** Whether lines name a tenant by themselves. */
export const checksOf = ({ pipelineStages }: AlloyProps): TargetChecks => ({
  namesTenant: namesTenant(pipelineStages),
});

/** The components, in the order in which a line meets them. */
export function componentsOf(props: AlloyProps): AlloyComponent[] {
  const write = writeLogs('loki', props.clients, props.externalLabels, checksOf(props));
  const process = processLogs('pods', props.pipelineStages ?? [{ cri: {} }], [write.receiver]);
  const discovered = discoverKubernetes('pods', 'pod', [{ role: 'pod', field: OWN_NODE }]);
  const pods = relabelTargets('pods', discovered.targets, [...POD_LOG_RULES, ...(props.extraRelabelConfigs ?? [])]);
  const files = matchFiles('pods', pods.targets);
  return [
    discovered.component,
    pods.component,
    files.component,
    readFiles('pods', files.targets, [process.receiver]),
    process.component,
    write.component,
    ...(props.extraComponents?.({ pods, process, write }) ?? []),
  ];
}
