import { Namespaces } from '../../../charts/namespaces';
import { OtelCollector } from '../../../charts/otel-collector';
import type { Change } from '../sound';
import { alloy, promtail } from './agents';
import { grafana } from './collect';
import type { Pair } from './pair';

/** A further argument of Prometheus. */
const argument = (text: string): Change => ({ prometheus: { extraArgs: [text] } });

const collector = (...extraArgs: readonly string[]): Change => ({
  charts: (app) => {
    new Namespaces(app, '_agents', { namespaces: { agents: 'privileged' } });
    new OtelCollector(app, 'collector', {
      namespace: 'agents',
      resources: { requests: { cpu: '10m', memory: '16Mi' } },
      extraArgs,
      hostPorts: false,
      remoteWrite: { url: 'https://metrics.example.com/api/v1/push' },
    });
  },
  checks: { severity: { 'policy/*': 'off' } },
});

/** Arguments of Prometheus, of agents and of Grafana. */
export const PROGRAM_FLAG_PAIRS: readonly Pair[] = [
  {
    id: 'flag/unknown',
    what: 'a misspelt flag of Prometheus',
    broken: argument('--web.enable-lifecycl'),
    mended: argument('--web.enable-lifecycle'),
    sentence:
      /args: found --web\.enable-lifecycl, which Prometheus 2\.49 does not have \(did you mean "--web\.enable-lifecycle"/,
  },
  {
    id: 'flag/unknown',
    what: 'a flag of Prometheus with one dash',
    broken: argument('-web.enable-lifecycle'),
    mended: argument('--no-web.enable-lifecycle'),
    sentence: /args: found -web\.enable-lifecycle, which Prometheus 2\.49 does not have/,
  },
  {
    id: 'flag/repeated',
    what: 'a retention of Prometheus beside that of the chart',
    broken: argument('--storage.tsdb.retention.time=30d'),
    mended: argument('--enable-feature=native-histograms'),
    sentence: /args: found --storage\.tsdb\.retention\.time a second time/,
  },
  {
    id: 'flag/unknown',
    what: 'a flag of Promtail',
    broken: promtail({ extraArgs: ['-client.batch-size=1'] }),
    mended: promtail({ extraArgs: ['--client.batch-size-bytes=1'] }),
    sentence: /args: found -client\.batch-size, which Promtail 2\.9 does not have/,
  },
  {
    id: 'flag/unknown',
    what: 'a flag of Alloy',
    broken: alloy({ extraArgs: ['--server.http.listen-address=0.0.0.0:1'] }),
    mended: alloy({ extraArgs: ['--stability.level=experimental'] }),
    sentence: /did you mean "--server\.http\.listen-addr"/,
  },
  {
    id: 'flag/unknown',
    what: 'a flag of the collector',
    broken: collector('--log-level=debug'),
    mended: collector('--set=service.telemetry.logs.level=debug'),
    sentence: /args: found --log-level, which OpenTelemetry Collector 0\.88 does not have/,
  },
  {
    id: 'flag/unknown',
    what: 'a flag of Grafana',
    broken: grafana({ extraArgs: ['--home-path=/grafana'] }),
    mended: grafana({ extraArgs: ['cfg:default.log.mode=console'] }),
    sentence: /found --home-path, .*did you mean "--homepath"/,
  },
];
