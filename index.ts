// What the package offers to other cdk8s apps.
export * from './charts/consul';
export {
  Minio,
  type MinioPlainCredentials,
  type MinioProps,
  type MinioSecretCredentials,
} from './charts/minio';
export { Redis, type RedisProps } from './charts/redis';
export { RedisCommander, type RedisCommanderProps } from './charts/redis-commander';
export { type ReadComposeOptions, readCompose } from './lib/compose/read';
export type * from './lib/compose/types';
export { Endpoint, type EndpointProps } from './lib/endpoint';
export { UserError } from './lib/errors';
export { type Image, imageReference } from './lib/image';
export { KomposeProject, type KomposeProjectProps } from './lib/kompose/project';
export { KomposeService, type KomposeServiceProps } from './lib/kompose/service';
export { type PodSecurity, type RestrictedProps, restricted } from './lib/pod-security';
export { SecretKey } from './lib/secret-key';
export type { Environments } from './lib/synth/environments';
export { ExitCode, type RunProps, run } from './lib/synth/run';
export { type Images, maintained, published } from './versions';
