import { Alloy, type AlloyProps } from '../../../charts/alloy';
import { Namespaces } from '../../../charts/namespaces';
import { Promtail, type PromtailProps } from '../../../charts/promtail';
import type { Change } from '../sound';

/** Agents read the logs of their node: as root, and from folders of the node. */
export const AGENT_POLICIES = { 'policy/root': 'off' } as const;

const agent = { namespace: 'agents', resources: { requests: { cpu: '10m', memory: '16Mi' } } } as const;

/** A sound Promtail in a namespace of its own, with some props told otherwise. */
export const promtail = (props: Partial<PromtailProps> = {}): Change => ({
  charts: (app, { loki }) => {
    new Namespaces(app, '_agents', { namespaces: { agents: 'privileged' } });
    new Promtail(app, 'promtail', { ...agent, clients: [loki.push], ...props });
  },
  checks: { severity: AGENT_POLICIES },
});

/** A sound Alloy in a namespace of its own, with some props told otherwise. */
export const alloy = (props: Partial<AlloyProps> = {}): Change => ({
  charts: (app, { loki }) => {
    new Namespaces(app, '_agents', { namespaces: { agents: 'privileged' } });
    new Alloy(app, 'alloy', { ...agent, clients: [loki.push], ...props });
  },
  checks: { severity: AGENT_POLICIES },
});
