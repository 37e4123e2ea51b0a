import { collector } from './collector';
import { etcd, kubernetes, loki, loki3, prometheus, tempo } from './modules';
import type { Program, ProgramName } from './program';

const LOKI_VERSION = ['github.com/grafana/loki/pkg/util/build.Version'];
const kubernetesVersion = ['k8s.io/component-base/version.gitVersion', 'k8s.io/client-go/pkg/version.gitVersion'];

/** Every program, and its source. A new version is a line here, and the versions of its module in `modules.ts`. */
export const PROGRAMS: Readonly<Record<ProgramName, Program>> = {
  etcd: {
    name: 'etcd',
    variable: 'ETCD_BIN',
    version: '3.5.9',
    says: /etcd Version: (\S+)/,
    fits: /^3\.[45]\./,
    source: { from: 'go', module: etcd, package: '.' },
  },
  'kube-apiserver': {
    name: 'kube-apiserver',
    variable: 'KUBE_APISERVER_BIN',
    version: 'v1.28.15',
    says: /Kubernetes (v\S+)/,
    fits: /^v1\.28\./,
    source: {
      from: 'go',
      module: kubernetes,
      package: 'k8s.io/kubernetes/cmd/kube-apiserver',
      versionVariables: kubernetesVersion,
    },
  },
  'kube-controller-manager': {
    name: 'kube-controller-manager',
    variable: 'KUBE_CONTROLLER_MANAGER_BIN',
    version: 'v1.28.15',
    says: /Kubernetes (v\S+)/,
    fits: /^v1\.28\./,
    source: {
      from: 'go',
      module: kubernetes,
      package: 'k8s.io/kubernetes/cmd/kube-controller-manager',
      versionVariables: kubernetesVersion,
    },
  },
  kubectl: {
    name: 'kubectl',
    variable: 'KUBECTL_BIN',
    version: 'v1.28.15',
    versionArgs: ['version', '--client'],
    says: /Client Version: (v\S+)/,
    fits: /^v1\.28\./,
    source: {
      from: 'go',
      module: kubernetes,
      package: 'k8s.io/kubernetes/cmd/kubectl',
      versionVariables: kubernetesVersion,
    },
  },
  loki: {
    name: 'loki',
    variable: 'LOKI_BIN',
    version: '2.9.6',
    says: /loki, version (\d\S*)/,
    fits: /^2\.9\./,
    source: { from: 'go', module: loki, package: 'github.com/grafana/loki/cmd/loki', versionVariables: LOKI_VERSION },
  },
  'loki-3': {
    name: 'loki-3',
    variable: 'LOKI_3_BIN',
    version: '3.7.6',
    says: /loki, version (\d\S*)/,
    fits: /^3\.7\./,
    source: {
      from: 'go',
      module: loki3,
      package: 'github.com/grafana/loki/v3/cmd/loki',
      versionVariables: ['github.com/grafana/loki/v3/pkg/util/build.Version'],
    },
  },
  mimir: {
    name: 'mimir',
    variable: 'MIMIR_BIN',
    version: '2.11.0',
    says: /Mimir, version (\d\S*)/i,
    fits: /^2\.1[01]\./,
    source: {
      from: 'nowhere',
      reason:
        'the Go module proxy rejects the fork of Prometheus that it requires (403) in every version tried, and no package registry has a binary',
    },
  },
  nft: {
    name: 'nft',
    variable: 'NFT_BIN',
    version: '1.0',
    says: /nftables v(\S+)/,
    fits: /^1\./,
    source: {
      from: 'nowhere',
      reason: 'it is a part of the operating system, which installs it (Debian: apt-get install nftables)',
    },
  },
  nginx: {
    name: 'nginx',
    variable: 'NGINX_BIN',
    version: 'debian',
    versionArgs: ['-v'],
    says: /nginx\/(\S+)/,
    fits: /^1\.(19|2\d)\./,
    source: { from: 'debian', package: 'nginx', file: 'usr/sbin/nginx' },
  },
  otelcol: {
    name: 'otelcol',
    variable: 'OTELCOL_BIN',
    version: '0.88.0',
    says: /version (\d\S*)/,
    // A collector on the PATH may have other components.
    fits: /^0\.88\./,
    source: { from: 'go', module: collector, package: '.' },
  },
  promtail: {
    name: 'promtail',
    variable: 'PROMTAIL_BIN',
    version: '2.9.6',
    says: /promtail, version (\d\S*)/,
    fits: /^2\.9\./,
    source: {
      from: 'go',
      module: loki,
      package: 'github.com/grafana/loki/clients/cmd/promtail',
      versionVariables: LOKI_VERSION,
    },
  },
  promtool: {
    name: 'promtool',
    variable: 'PROMTOOL_BIN',
    version: '2.49.1',
    says: /promtool, version (\d\S*)/,
    // Debian's 2.42 is built without the service discovery of Kubernetes.
    fits: /^2\.(49|5\d)\./,
    source: {
      from: 'go',
      module: prometheus,
      package: 'github.com/prometheus/prometheus/cmd/promtool',
      versionVariables: ['github.com/prometheus/common/version.Version'],
    },
  },
  tempo: {
    name: 'tempo',
    variable: 'TEMPO_BIN',
    version: '2.5.0-20240604',
    says: /tempo, version (\d\S*)/,
    fits: /^2\.3\./,
    source: {
      from: 'go',
      module: tempo,
      package: 'github.com/grafana/tempo/cmd/tempo',
      versionVariables: ['main.Version'],
      // Its reader of parquet files links to a function of Go's runtime by name.
      ldflags: '-checklinkname=0',
    },
  },
};
