import type { GoModule } from './program';

const KUBERNETES = '1.28.15';
const STAGING = [
  ...['api', 'apiextensions-apiserver', 'apimachinery', 'apiserver', 'cli-runtime', 'client-go', 'cloud-provider'],
  ...['cluster-bootstrap', 'code-generator', 'component-base', 'component-helpers', 'controller-manager', 'cri-api'],
  ...['csi-translation-lib', 'dynamic-resource-allocation', 'endpointslice', 'kms', 'kube-aggregator'],
  ...['kube-controller-manager', 'kube-proxy', 'kube-scheduler', 'kubectl', 'kubelet', 'legacy-cloud-providers'],
  ...['metrics', 'mount-utils', 'pod-security-admission', 'sample-apiserver', 'sample-cli-plugin', 'sample-controller'],
];

/** Modules of Kubernetes' staging folder, published as modules of their own. */
export const kubernetes: GoModule = {
  require: { 'k8s.io/kubernetes': `v${KUBERNETES}` },
  replace: Object.fromEntries(STAGING.map((name) => [`k8s.io/${name}`, `k8s.io/${name} v0${KUBERNETES.slice(1)}`])),
};

/** etcd's program is the module of a folder that the proxy does not have; this is its whole source. */
export const etcd: GoModule = {
  require: { 'go.etcd.io/etcd/server/v3': 'v3.5.9' },
  main: `package main

import (
	"os"

	"go.etcd.io/etcd/server/v3/etcdmain"
)

func main() { etcdmain.Main(os.Args) }
`,
};

const LOKI = 'v1.6.2-0.20240321101415-318652035059';
const LOKI_PUSH = 'v0.0.0-20240321101415-318652035059';

/** The commit of 2.9.6: the proxy rejects that of 2.9.4. Its replacements are those of its own `go.mod`. */
export const loki: GoModule = {
  require: { 'github.com/grafana/loki': LOKI, 'github.com/grafana/loki/pkg/push': LOKI_PUSH },
  replace: {
    'github.com/Azure/azure-sdk-for-go': 'github.com/Azure/azure-sdk-for-go v36.2.0+incompatible',
    'github.com/Azure/azure-storage-blob-go':
      'github.com/MasslessParticle/azure-storage-blob-go v0.14.1-0.20220216145902-b5e698eff68e',
    'github.com/gocql/gocql': 'github.com/grafana/gocql v0.0.0-20200605141915-ba5dc39ece85',
    'github.com/grafana/loki/pkg/push': `github.com/grafana/loki/pkg/push ${LOKI_PUSH}`,
    'github.com/grafana/regexp': 'github.com/grafana/regexp v0.0.0-20221005093135-b4c2bcb0a4b6',
    'github.com/hashicorp/consul': 'github.com/hashicorp/consul v1.5.1',
    'github.com/hashicorp/memberlist': 'github.com/grafana/memberlist v0.3.1-0.20220714140823-09ffed8adbbe',
    'go.opentelemetry.io/contrib/instrumentation/net/http/otelhttp':
      'go.opentelemetry.io/contrib/instrumentation/net/http/otelhttp v0.44.0',
  },
  exclude: ['k8s.io/client-go v8.0.0+incompatible'],
  sums: [
    `github.com/grafana/loki ${LOKI} h1:h+xwylsEKeHCG+uCK7uaOaQ7Ebxgeymj3HfQr4DyykQ=`,
    `github.com/grafana/loki ${LOKI}/go.mod h1:zyU3OQA5qH8YVaiouxvFWzhf4cXrXLCpBFBniLNVQJM=`,
    `github.com/grafana/loki/pkg/push ${LOKI_PUSH} h1:wcEAmS/O45T/Siobj2qzWdz/TXZna2VyIAfOPWk43TE=`,
    `github.com/grafana/loki/pkg/push ${LOKI_PUSH}/go.mod h1:5ll3An1wAxYejo6aM04+3/lc6N4joYVYLY5U+Z4O6vI=`,
  ],
};

/** Its replacements are those of its own `go.mod`, except for `pkg/push`, a folder there and a published module here. */
export const loki3: GoModule = {
  go: '1.26.5',
  require: { 'github.com/grafana/loki/v3': 'v3.7.6' },
  replace: {
    'github.com/Azure/azure-sdk-for-go': 'github.com/Azure/azure-sdk-for-go v68.0.0+incompatible',
    'github.com/Azure/azure-storage-blob-go':
      'github.com/MasslessParticle/azure-storage-blob-go v0.14.1-0.20240322194317-344980fda573',
    'github.com/gocql/gocql': 'github.com/grafana/gocql v0.0.0-20200605141915-ba5dc39ece85',
    'github.com/grafana/regexp': 'github.com/grafana/regexp v0.0.0-20240518133315-a468a5bfb3bc',
    'github.com/hashicorp/memberlist': 'github.com/grafana/memberlist v0.3.1-0.20251126142931-6f9f62ab6f86',
    'github.com/influxdata/go-syslog/v3': 'github.com/leodido/go-syslog/v4 v4.3.0',
    'github.com/thanos-io/objstore': 'github.com/grafana/objstore v0.0.0-20250728171719-b5d3b766d1b0',
  },
  exclude: ['k8s.io/client-go v8.0.0+incompatible'],
};

const TEMPO = 'v1.5.1-0.20240604192202-01f4bc8ac2d1';

const CONTRIB = 'github.com/open-telemetry/opentelemetry-collector-contrib';

/** A commit between 2.4 and 2.5: the proxy rejects that of 2.3.1. */
export const tempo: GoModule = {
  require: { 'github.com/grafana/tempo': TEMPO },
  replace: {
    'github.com/bradfitz/gomemcache': 'github.com/themihai/gomemcache v0.0.0-20180902122335-24332e2d58ab',
    'github.com/grafana/pyroscope-go/godeltaprof': 'github.com/grafana/pyroscope-go/godeltaprof v0.1.9',
    'github.com/hashicorp/memberlist': 'github.com/grafana/memberlist v0.3.1-0.20220708130638-bd88e10a3d91',
    'golang.org/x/net': 'golang.org/x/net v0.24.0',
    'k8s.io/api': 'k8s.io/api v0.25.0',
    'k8s.io/client-go': 'k8s.io/client-go v0.25.0',
  },
  sums: [
    `github.com/grafana/tempo ${TEMPO} h1:cSE1u4IUQ9EPcQErMZ9YVYayJTIGgH4g2E1Rp2WmGy0=`,
    `github.com/grafana/tempo ${TEMPO}/go.mod h1:ttAEYdYVYBNngPulKIHkmHvjXfLfX7jDWI74jzb8jh4=`,
    `${CONTRIB}/internal/sharedcomponent v0.97.0 h1:sd7JEwe5e7VYel/6gFWTKFTsQz8PxzdpU8tWlL6Ymos=`,
    `${CONTRIB}/internal/sharedcomponent v0.97.0/go.mod h1:2E6Bx0OjGlwbsdpakU6ZiMb2VeA2hIcssmFL9Ov251g=`,
    `${CONTRIB}/pkg/translator/opencensus v0.97.0 h1:vqkBZCBjZLuDpErk9bEWS02ZhwEDMJBtyNmK0eLwi7A=`,
    `${CONTRIB}/pkg/translator/opencensus v0.97.0/go.mod h1:Z65edZWOfvG3/l5F/X42jnW4yMST5UeuktvG5QMCvF8=`,
    `${CONTRIB}/processor/filterprocessor v0.97.0 h1:IfJ9EkykXHBYdwuvZd0qfFcCHAAOuTEaiIlTRw6R9g4=`,
    `${CONTRIB}/processor/filterprocessor v0.97.0/go.mod h1:uTs2ukYAG9tCkoUhW39J9bNQAqwpqHhE85eeRVm6zCM=`,
    `${CONTRIB}/receiver/opencensusreceiver v0.97.0 h1:dHEhNYReKFxRAmVb9cXnpxwSCGgccps/SP+J1c2DOng=`,
    `${CONTRIB}/receiver/opencensusreceiver v0.97.0/go.mod h1:IpzPnQdTgkYETRB7YwGJuzcZkSeznv/ZpxUWpALQL9s=`,
    `${CONTRIB}/receiver/zipkinreceiver v0.97.0 h1:LEC8VOsV6BXyuROoCmZlr1m9yRNqtWtNFt5p62RpoG0=`,
    `${CONTRIB}/receiver/zipkinreceiver v0.97.0/go.mod h1:guZo8ioeCrww44DypI+3CIWDDGodECkr/H+il26EzsI=`,
    'go.opentelemetry.io/collector/receiver/otlpreceiver v0.97.1-0.20240327165504-2b0decfcebeb h1:gaxwgzaHKnlx6dAjFexd4eiFD3l0ePwdueqdNystJDU=',
    'go.opentelemetry.io/collector/receiver/otlpreceiver v0.97.1-0.20240327165504-2b0decfcebeb/go.mod h1:JL1oxtysJT2TN80p/nC9vrWkENh/If7kmMRio7yF9WE=',
  ],
};

export const prometheus: GoModule = {
  require: { 'github.com/prometheus/prometheus': 'v0.49.1' },
  replace: {
    'k8s.io/klog': 'github.com/simonpasquier/klog-gokit v0.3.0',
    'k8s.io/klog/v2': 'github.com/simonpasquier/klog-gokit/v3 v3.3.0',
  },
};
