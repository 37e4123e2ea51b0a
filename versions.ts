import type { Image } from './lib/image';

/** Every image, once. */
export interface Images {
  readonly minio: Image;
  readonly redis: Image;
  readonly redisCommander: Image;
  readonly consul: Image;
  /** Client that registers services in Consul. */
  readonly curl: Image;
  readonly loki: Image;
  /** Gateway of Loki. */
  readonly nginx: Image;
  readonly memcached: Image;
  readonly memcachedExporter: Image;
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
  loki: { repository: 'docker.io/grafana/loki', tag: '2.9.4' },
  nginx: { repository: 'docker.io/nginxinc/nginx-unprivileged', tag: '1.20.2-alpine' },
  memcached: { repository: 'docker.io/memcached', tag: '1.6.21-alpine' },
  memcachedExporter: { repository: 'docker.io/prom/memcached-exporter', tag: 'v0.13.0' },
};

/** The images of the published lab, to the letter: `latest` and all. */
export const published: Images = {
  ...maintained,
  minio: { repository: 'minio/minio', tag: 'latest' },
  redis: { repository: 'bitnami/redis', tag: 'latest' },
  redisCommander: { repository: 'rediscommander/redis-commander', tag: 'latest' },
  consul: { repository: 'consul', tag: '1.9' },
};
