import type { RuleGroup } from '../rule-groups';
import { type AlertDefinition, alertOf, INSTALLATION, type SystemRulesProps, seriesOf } from './alert';
import { commonAlerts, MEMCACHED_ALERTS, type SystemMetrics, volumeAlerts } from './common';

/** The rules of a system, for an installation that props name. */
export interface SystemRules {
  /** Alerts, one group. */
  readonly alerts: (props?: SystemRulesProps) => RuleGroup[];
  /** Recording rules that dashboards ask when they are made with `recorded`. */
  readonly recordings: (props?: SystemRulesProps) => RuleGroup[];
}

/** Names of the recorded series of a system's requests. */
export const recordedRequests = (prefix: SystemMetrics['prefix']) =>
  ({
    count: `cluster_namespace_route_status_code:${prefix}_request_duration_seconds_count:rate5m`,
    bucket: `cluster_namespace_route_le:${prefix}_request_duration_seconds_bucket:rate5m`,
  }) as const;

/** The rules of a system: those that all have, and its own alerts. */
export function systemRules(metrics: SystemMetrics, own: readonly AlertDefinition[]): SystemRules {
  const group = metrics.name.toLowerCase();
  const requests = `${metrics.prefix}_request_duration_seconds`;
  const recorded = recordedRequests(metrics.prefix);
  return {
    alerts: (props = {}) => [
      {
        name: `${group}-alerts`,
        rules: [
          ...commonAlerts(metrics),
          ...own,
          ...(props.memcached ? MEMCACHED_ALERTS : []),
          ...(props.volumes ? volumeAlerts(props) : []),
        ].map((definition) => alertOf(metrics.name, definition, props)),
      },
    ],
    recordings: (props = {}) => {
      const series = seriesOf(props);
      return [
        {
          name: `${group}-recordings`,
          interval: '1m',
          rules: [
            {
              record: recorded.count,
              expr: `sum by (${INSTALLATION}, route, status_code) (rate(${series(`${requests}_count`)}[5m]))`,
            },
            {
              record: recorded.bucket,
              expr: `sum by (${INSTALLATION}, route, le) (rate(${series(`${requests}_bucket`)}[5m]))`,
            },
          ],
        },
      ];
    },
  };
}
