// Never run: the type check fails if one of these compiles.
import type { Construct } from 'constructs';
import { Consul } from '../../charts/consul';
import { Minio } from '../../charts/minio';
import { RedisCommander } from '../../charts/redis-commander';
import type { ComposeService } from '../../lib/compose/types';
import type { Image } from '../../lib/image';
import type { Environments } from '../../lib/synth/environments';
import type { Images } from '../../versions';

declare const scope: Construct;

// @ts-expect-error a service needs an image
export const withoutImage: ComposeService = { command: 'run' };
// @ts-expect-error a key that Kubernetes has no counterpart for
export const withBuild: ComposeService = { image: 'a', build: '.' };
// @ts-expect-error a misspelt key
export const misspelt: ComposeService = { image: 'a', port: ['80'] };
// @ts-expect-error a misspelt key further down
export const misspeltBelow: ComposeService = { image: 'a', healthcheck: { test: 'true', intervall: '10s' } };
// @ts-expect-error a value of the wrong type
export const wrongType: ComposeService = { image: 'a', ports: [true] };
// @ts-expect-error a word that restart does not know
export const wrongWord: ComposeService = { image: 'a', restart: 'sometimes' };
export const wrongMount: ComposeService = {
  image: 'a',
  // @ts-expect-error a mount of a type that no pod has
  volumes: [{ type: 'npipe', source: 'a', target: '/a' }],
};
// @ts-expect-error an image is an object, so that tag and digest cannot be confused
export const textForImage: Image = 'nginx:latest';
// @ts-expect-error every image is chosen
export const oneImage: Images = { minio: { repository: 'minio/minio' } };
// @ts-expect-error an environment makes an App
export const noApp: Environments = { lab: async () => 'lab' };

// @ts-expect-error an address as text can dangle: an Endpoint is handed over
new RedisCommander(scope, 'a', { hosts: { local: 'redis:6379' } });
// @ts-expect-error half of the credentials
new Minio(scope, 'b', { credentials: { rootUser: 'admin', rootPassword: 'admin' } });
new Consul(scope, 'c').register({
  name: 'a',
  endpoint: new Minio(scope, 'd').endpoint,
  // @ts-expect-error a check asks one thing and knows its times
  checks: [{ name: 'x' }],
});
// @ts-expect-error a chart's image is not replaced by its service
new Minio(scope, 'e', { service: { image: 'a' } });
