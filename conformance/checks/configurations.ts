import { configurationCheck } from '../configuration';
import { LOKI_2, LOKI_3 } from '../programs/versions';
import { byExitCode } from '../verdict';

export const loki = configurationCheck({
  program: 'loki',
  summary: 'Loki reads the configuration of every role',
  images: /(^|\/)grafana\/loki$/,
  versions: LOKI_2,
  verify: (args) => [...args, '-verify-config'],
  judge: byExitCode,
});

export const loki3 = configurationCheck({
  program: 'loki-3',
  summary: 'Loki 3 reads the configuration of every role',
  images: /(^|\/)grafana\/loki$/,
  versions: LOKI_3,
  verify: (args) => [...args, '-verify-config'],
  judge: byExitCode,
});

export const mimir = configurationCheck({
  program: 'mimir',
  summary: 'Mimir reads the configuration of every role',
  images: /(^|\/)grafana\/mimir$/,
  verify: (args) => [...args, '-modules'],
  judge: byExitCode,
});

export const promtail = configurationCheck({
  program: 'promtail',
  summary: 'Promtail reads its configuration',
  images: /(^|\/)grafana\/promtail$/,
  verify: (args) => [...args, '-check-syntax'],
  judge: byExitCode,
});

export const otelcol = configurationCheck({
  program: 'otelcol',
  summary: 'the OpenTelemetry Collector validates its configuration',
  images: /(^|\/)opentelemetry-collector(-contrib)?$/,
  verify: (args) => ['validate', ...args],
  judge: byExitCode,
});

export const prometheus = configurationCheck({
  program: 'promtool',
  name: 'prometheus',
  summary: 'promtool checks the configuration of Prometheus, and the files of rules that it names',
  images: /(^|\/)prom(etheus)?\/prometheus$/,
  verify: (args) => ['check', 'config', ...args.flatMap((arg) => /^--config\.file=(.*)/.exec(arg)?.[1] ?? [])],
  judge: byExitCode,
});
