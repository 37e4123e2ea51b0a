import { COUNTS, COUNTS_FAST, INSTALLATION, type RuleTest, STAYS, series } from './rule-test';

interface System {
  readonly name: 'Loki' | 'Mimir' | 'Tempo';
  readonly prefix: 'loki' | 'cortex' | 'tempo';
  readonly marker: string;
  /** Metric of ring members. */
  readonly ring: string;
  /** Alert and metric of rejected data, and the label of the tenant. */
  readonly discarded: readonly [alert: string, metric: string, tenant: string];
}

/** A histogram of requests of which all but 1 in 50 are answered within a second, or within a minute. */
const latencies = (metric: string, route: string, slow: boolean): Record<string, string> => ({
  [series(`${metric}_bucket`, `route="${route}"`, 'le="1"')]: slow ? '0+98x120' : COUNTS_FAST,
  [series(`${metric}_bucket`, `route="${route}"`, 'le="60"')]: COUNTS_FAST,
  [series(`${metric}_bucket`, `route="${route}"`, 'le="+Inf"')]: COUNTS_FAST,
});

/** Tests of the alerts that all systems have. */
export function commonTests({ name, prefix, marker, ring, discarded }: System): RuleTest[] {
  const requests = `${prefix}_request_duration_seconds`;
  const count = (code: string): string => series(`${requests}_count`, 'route="push"', `status_code="${code}"`);
  const [what, metric, tenant] = discarded;
  const claim = (kind: string): string =>
    `kubelet_volume_stats_${kind}_bytes{namespace="${INSTALLATION.namespace}", persistentvolumeclaim="data-x-0"}`;
  const member = (state: string): string => series(ring, 'name="ingester"', `state="${state}"`);
  return [
    { alert: `${name}TargetDown`, fires: { [series('up')]: '0x120' }, silent: { [series('up')]: STAYS } },
    {
      alert: `${name}RequestErrors`,
      fires: { [count('200')]: COUNTS_FAST, [count('500')]: '0+2x120' },
      // Client errors do not count as errors of the server.
      silent: { [count('200')]: '0+1000x120', [count('500')]: COUNTS, [count('429')]: COUNTS_FAST },
    },
    {
      alert: `${name}RequestLatency`,
      fires: latencies(requests, 'push', true),
      silent: { ...latencies(requests, 'push', false), ...latencies(requests, '/x.Frontend/ProcessLoop', true) },
    },
    {
      alert: `${name}RingMemberUnhealthy`,
      fires: { [member('Unhealthy')]: STAYS, [series(marker)]: STAYS },
      silent: {
        [member('Unhealthy')]: '0x120',
        [member('ACTIVE')]: STAYS,
        [series(marker)]: STAYS,
        // Another program of the same namespace with metrics of the same name.
        [member('Unhealthy').replace('x-0', 'x-other')]: STAYS,
      },
    },
    {
      alert: `${name}${what}`,
      fires: { [series(metric, `${tenant}="a"`, 'reason="rate_limited"')]: COUNTS },
      silent: { [series(metric, `${tenant}="a"`, 'reason="rate_limited"')]: STAYS },
    },
    {
      alert: `${name}RuntimeConfigInvalid`,
      fires: { [series(`${prefix}_runtime_config_last_reload_successful`)]: '0x120' },
      silent: { [series(`${prefix}_runtime_config_last_reload_successful`)]: STAYS },
    },
    {
      alert: `${name}MemcachedDown`,
      fires: { [series('memcached_up')]: '0x120' },
      silent: { [series('memcached_up')]: STAYS },
    },
    {
      alert: `${name}VolumeFillingUp`,
      fires: { [claim('available')]: '5x120', [claim('capacity')]: '100x120' },
      silent: { [claim('available')]: '50x120', [claim('capacity')]: '100x120' },
    },
  ];
}

/** Tests of the alerts about rulers, which Loki and Mimir share. */
/** @param shared prefix of the metrics of rulers */
export function rulerTests(name: 'Loki' | 'Mimir', marker: string, shared: 'cortex' | 'loki'): RuleTest[] {
  const counter = (metric: string): string =>
    series(`${shared}_prometheus_rule_${metric}_total`, 'user="a"', 'rule_group="g"');
  const pair = (alert: string, metric: string): RuleTest => ({
    alert: `${name}${alert}`,
    fires: { [counter(metric)]: COUNTS, [series(marker)]: STAYS },
    silent: { [counter(metric)]: STAYS, [series(marker)]: STAYS, [counter(metric).replace('x-0', 'x-other')]: COUNTS },
  });
  return [
    pair('RulerEvaluationFailures', 'evaluation_failures'),
    pair('RulerMissedEvaluations', 'group_iterations_missed'),
  ];
}
