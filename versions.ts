import type { Image } from './lib/values/image';

/** Every image, once, except those of Loki, Mimir and Tempo: these belong to their releases (`charts/<system>/releases.ts`). */
export interface Images {
  readonly minio: Image;
  readonly redis: Image;
  readonly redisCommander: Image;
  readonly consul: Image;
  /** Client that registers services in Consul. */
  readonly curl: Image;
  readonly rolloutOperator: Image;
  /** MinIO of Mimir's own, and the client that makes its buckets. */
  readonly mimirMinio: Image;
  readonly minioClient: Image;
  readonly grafana: Image;
  /** Gateway of Loki. */
  readonly nginx: Image;
  /** Gateway of Mimir. */
  readonly mimirNginx: Image;
  /** Gateway of Tempo. */
  readonly tempoNginx: Image;
  readonly memcached: Image;
  readonly memcachedExporter: Image;
  readonly mimirMemcached: Image;
  readonly mimirMemcachedExporter: Image;
  readonly tempoMemcached: Image;
  readonly tempoMemcachedExporter: Image;
  readonly prometheus: Image;
  readonly nodeExporter: Image;
  readonly redisExporter: Image;
  readonly otelCollector: Image;
  readonly promtail: Image;
  readonly alloy: Image;
}

/**
 * The images that work today, each by a version. Those of the published lab are gone from Docker Hub for the
 * most part, and these took their place:
 *
 * - MinIO took minio/minio off Docker Hub in September 2026; its last community release is still on Quay.
 * - Bitnami took bitnami/redis off; the official image reads the same port and keeps its data in the same /data.
 * - Docker took the official consul off in favour of HashiCorp's own.
 * - redis-commander is published by its author at GitHub.
 */
export const maintained: Images = {
  minio: { repository: 'quay.io/minio/minio', tag: 'RELEASE.2025-09-07T16-13-09Z' },
  redis: { repository: 'docker.io/library/redis', tag: '7.2.5' },
  redisCommander: { repository: 'ghcr.io/joeferner/redis-commander', tag: '0.9.0' },
  consul: { repository: 'docker.io/hashicorp/consul', tag: '1.20.1' },
  curl: { repository: 'docker.io/curlimages/curl', tag: '8.11.1' },
  rolloutOperator: { repository: 'grafana/rollout-operator', tag: 'v0.9.0' },
  mimirMinio: { repository: 'quay.io/minio/minio', tag: 'RELEASE.2023-02-10T18-48-39Z' },
  minioClient: { repository: 'quay.io/minio/mc', tag: 'RELEASE.2023-01-28T20-29-38Z' },
  nginx: { repository: 'docker.io/nginxinc/nginx-unprivileged', tag: '1.20.2-alpine' },
  grafana: { repository: 'docker.io/grafana/grafana', tag: '10.3.3' },
  tempoNginx: { repository: 'docker.io/nginxinc/nginx-unprivileged', tag: '1.19-alpine' },
  tempoMemcached: { repository: 'docker.io/memcached', tag: '1.6.23-alpine' },
  tempoMemcachedExporter: { repository: 'docker.io/prom/memcached-exporter', tag: 'v0.8.0' },
  mimirNginx: { repository: 'docker.io/nginxinc/nginx-unprivileged', tag: '1.25-alpine' },
  memcached: { repository: 'docker.io/memcached', tag: '1.6.21-alpine' },
  memcachedExporter: { repository: 'docker.io/prom/memcached-exporter', tag: 'v0.13.0' },
  mimirMemcached: { repository: 'memcached', tag: '1.6.22-alpine' },
  mimirMemcachedExporter: { repository: 'prom/memcached-exporter', tag: 'v0.14.2' },
  prometheus: { repository: 'quay.io/prometheus/prometheus', tag: 'v2.49.1' },
  nodeExporter: { repository: 'quay.io/prometheus/node-exporter', tag: 'v1.7.0' },
  redisExporter: { repository: 'quay.io/oliver006/redis_exporter', tag: 'v1.58.0' },
  otelCollector: { repository: 'otel/opentelemetry-collector-contrib', tag: '0.88.0' },
  promtail: { repository: 'docker.io/grafana/promtail', tag: '2.9.1' },
  alloy: { repository: 'docker.io/grafana/alloy', tag: 'v1.5.1' },
};

/** The images of the published lab, to the letter: `latest` and all. */
export const published: Images = {
  ...maintained,
  minio: { repository: 'minio/minio', tag: 'latest' },
  redis: { repository: 'bitnami/redis', tag: 'latest' },
  redisCommander: { repository: 'rediscommander/redis-commander', tag: 'latest' },
  consul: { repository: 'consul', tag: '1.9' },
};
