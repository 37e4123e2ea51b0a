import { httpClientConfig } from '../../lib/constructs/api/http-client';
import { secretKeysOf } from '../../lib/constructs/api/secret-files';
import type { TargetChecks } from '../../lib/constructs/api/validate-target';
import { checkClients, type LokiClient } from '../../lib/constructs/collect/loki-client';
import type { PipelineStage } from '../../lib/constructs/collect/pipeline';
import type { KubernetesRole, RelabelRule } from '../../lib/model/relabel/relabel';
import type { Labels } from '../../lib/values/system';
import { stageBlock } from './stages';
import { type AlloyBlock, AlloyComponent, type AlloyExpression } from './syntax';

/** A component that lists targets. */
export interface TargetSource {
  readonly component: AlloyComponent;
  readonly targets: AlloyExpression<'targets'>;
}

/** A component that takes log lines. */
export interface LogReceiver {
  readonly component: AlloyComponent;
  readonly receiver: AlloyExpression<'receiver'>;
}

/** Objects of the Kubernetes API (`discovery.kubernetes`). */
export function discoverKubernetes(
  label: string,
  role: KubernetesRole,
  selectors: ReadonlyArray<{
    readonly role: KubernetesRole;
    readonly field?: string | AlloyExpression<'text'>;
    readonly label?: string | AlloyExpression<'text'>;
  }> = [],
): TargetSource {
  const component = new AlloyComponent('discovery.kubernetes', label, {
    attributes: { role },
    blocks: selectors.map((attributes) => ({ name: 'selectors', attributes: { ...attributes } })),
  });
  return { component, targets: component.exported('targets', 'targets') };
}

const ruleBlock = (rule: RelabelRule): AlloyBlock => ({
  name: 'rule',
  attributes: { ...rule, regex: rule.regex === true ? 'true' : rule.regex },
});

/** Targets with their labels rewritten (`discovery.relabel`). */
export function relabelTargets(
  label: string,
  targets: AlloyExpression<'targets'>,
  rules: readonly RelabelRule[],
): TargetSource {
  const component = new AlloyComponent('discovery.relabel', label, {
    attributes: { targets },
    blocks: rules.map(ruleBlock),
  });
  return { component, targets: component.exported('targets', 'output') };
}

/** The files that patterns in `__path__` find (`local.file_match`). */
export function matchFiles(label: string, targets: AlloyExpression<'targets'>): TargetSource {
  const component = new AlloyComponent('local.file_match', label, { attributes: { path_targets: targets } });
  return { component, targets: component.exported('targets', 'targets') };
}

/** Reads files line by line (`loki.source.file`). */
export const readFiles = (
  label: string,
  targets: AlloyExpression<'targets'>,
  to: ReadonlyArray<AlloyExpression<'receiver'>>,
): AlloyComponent => new AlloyComponent('loki.source.file', label, { attributes: { targets, forward_to: to } });

/** Lines taken apart and rewritten (`loki.process`). */
export function processLogs(
  label: string,
  stages: readonly PipelineStage[],
  to: ReadonlyArray<AlloyExpression<'receiver'>>,
): LogReceiver {
  const component = new AlloyComponent('loki.process', label, {
    attributes: { forward_to: to },
    blocks: stages.map(stageBlock),
  });
  return { component, receiver: component.exported('receiver', 'receiver') };
}

/**
 * Lines pushed to Loki (`loki.write`).
 * @param checks whether the lines name a tenant by themselves, as those of a stage `tenant` do
 * @throws UserError if a client is no valid push target
 */
export function writeLogs(
  label: string,
  clients: readonly LokiClient[],
  externalLabels?: Labels,
  checks: TargetChecks = {},
): LogReceiver {
  checkClients(`loki.write.${label}`, clients, checks);
  const component = new AlloyComponent(
    'loki.write',
    label,
    { attributes: { external_labels: externalLabels }, blocks: clients.map(endpointBlock) },
    clients.flatMap(secretKeysOf),
  );
  return { component, receiver: component.exported('receiver', 'receiver') };
}

function endpointBlock(client: LokiClient): AlloyBlock {
  const { basic_auth, tls_config } = httpClientConfig(client);
  return {
    name: 'endpoint',
    attributes: { url: client.url, tenant_id: client.tenant },
    blocks: [
      ...(basic_auth ? [{ name: 'basic_auth', attributes: { ...basic_auth } }] : []),
      ...(tls_config ? [{ name: 'tls_config', attributes: { ...tls_config } }] : []),
    ],
  };
}
