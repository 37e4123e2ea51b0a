import type { GoModule } from './program';

const VERSION = '0.88.0';
const CORE = 'go.opentelemetry.io/collector';
const CONTRIB = 'github.com/open-telemetry/opentelemetry-collector-contrib';

/** The components in configurations of the library and its environments; the released program has many more. */
const COMPONENTS = {
  receiver: [`${CORE}/receiver/otlpreceiver`, ...['jaeger', 'prometheus', 'zipkin'].map(contrib('receiver'))],
  processor: [`${CORE}/processor/batchprocessor`, `${CORE}/processor/memorylimiterprocessor`],
  exporter: [
    ...['debug', 'logging', 'otlp', 'otlphttp'].map((name) => `${CORE}/exporter/${name}exporter`),
    ...['prometheusremotewrite'].map(contrib('exporter')),
  ],
  extension: [`${CORE}/extension/ballastextension`, ...['healthcheck'].map(contrib('extension'))],
} as const;

function contrib(kind: string): (name: string) => string {
  return (name) => `${CONTRIB}/${kind}/${name}${kind}`;
}

const FIELDS = { receiver: 'Receivers', processor: 'Processors', exporter: 'Exporters', extension: 'Extensions' };
const KINDS = ['receiver', 'processor', 'exporter', 'extension'] as const;

/** The source of a collector of these components, as the project's own builder generates it. */
export const collector: GoModule = {
  require: Object.fromEntries(
    [`${CORE}/component`, `${CORE}/otelcol`, ...KINDS.flatMap((kind) => [`${CORE}/${kind}`, ...COMPONENTS[kind]])].map(
      (path) => [path, `v${VERSION}`],
    ),
  ),
  main: `package main

import (
	"os"

${[`${CORE}/component`, `${CORE}/otelcol`, ...KINDS.flatMap((kind) => [`${CORE}/${kind}`, ...COMPONENTS[kind]])]
  .map((path) => `\t"${path}"`)
  .join('\n')}
)

func main() {
	var factories otelcol.Factories
	var err error
${KINDS.map(
  (kind) => `	factories.${FIELDS[kind]}, err = ${kind}.MakeFactoryMap(
${COMPONENTS[kind].map((path) => `\t\t${path.slice(path.lastIndexOf('/') + 1)}.NewFactory(),`).join('\n')}
	)
	if err != nil {
		panic(err)
	}`,
).join('\n')}
	info := component.BuildInfo{Command: "otelcol", Version: "${VERSION}"}
	command := otelcol.NewCommand(otelcol.CollectorSettings{BuildInfo: info, Factories: factories})
	if command.Execute() != nil {
		os.Exit(1)
	}
}
`,
};
