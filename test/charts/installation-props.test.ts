import { App } from 'cdk8s';
import { parse } from 'yaml';
import { Loki } from '../../charts/loki';
import { Mimir } from '../../charts/mimir';
import { Tempo } from '../../charts/tempo';
import type { MicroservicesProps } from '../../lib/constructs/microservice/props';
import { ObjectStorage } from '../../lib/values/object-storage';
import { type KubernetesObject, objectAt, objectsOf } from '../objects';
import { sentencesOf } from '../sentences';

const storage = ObjectStorage.gcs({ bucket: 'bucket' });
type Common = Pick<MicroservicesProps, 'imageRegistry' | 'logLevel' | 'logFormat' | 'defaults'>;

/** Images of all containers. */
const imagesOf = (objects: Readonly<Record<string, KubernetesObject>>): string[] =>
  Object.values(objects)
    .flatMap(({ spec }) => spec?.template?.spec?.containers ?? [])
    .map(({ image }: { image: string }) => image);

describe.each<[string, (props?: Common) => Loki | Mimir | Tempo, config: [string, string], gossip: [string, string]]>([
  [
    'Loki',
    (props) =>
      new Loki(new App(), 'loki', {
        namespace: 'a',
        storage,
        schema: [{ from: '2024-01-01' }],
        memcachedChunks: {},
        memcachedExporter: {},
        querier: { image: { repository: 'quay.io/own/loki', tag: '1' } },
        ...props,
      }),
    ['ConfigMap/loki-loki-distributed', 'config.yaml'],
    ['Service/loki-loki-distributed-memberlist', 'tcp'],
  ],
  [
    'Mimir',
    (props) =>
      new Mimir(new App(), 'mimir', {
        namespace: 'a',
        minio: { credentials: { secretName: 'minio' } },
        chunksCache: {},
        continuousTest: {},
        smokeTest: true,
        ...props,
      }),
    ['ConfigMap/mimir-config', 'mimir.yaml'],
    ['Service/mimir-gossip-ring', 'gossip-ring'],
  ],
  [
    'Tempo',
    (props) =>
      new Tempo(new App(), 'tempo', {
        namespace: 'a',
        storage,
        gateway: {},
        memcachedExporter: {},
        queryFrontend: { query: {} },
        ...props,
      }),
    ['ConfigMap/tempo-config', 'tempo.yaml'],
    ['Service/tempo-gossip-ring', 'gossip-ring'],
  ],
])('%s', (_, make, [configMap, file], [gossip, port]) => {
  const serverOf = (props?: Common) => parse(objectAt(objectsOf(make(props)), configMap)['data'][file]).server;

  test('takes all images from one registry', () => {
    const images = imagesOf(objectsOf(make({ imageRegistry: 'mirror.example.com:5000/all' })));
    const mirrored = imagesOf(objectsOf(make())).map(
      (image) => `mirror.example.com:5000/all/${image.replace(/^(docker\.io|quay\.io)\//, '')}`,
    );
    expect(images).toEqual(mirrored);
    expect(images.length).toBeGreaterThan(7);
  });

  test('fails for a registry that is none', () =>
    expect(sentencesOf(() => make({ imageRegistry: 'https://mirror' }))[0]).toMatch(
      /imageRegistry: image: found repo/,
    ));

  test('sets the level and the format of the log', () => {
    expect(serverOf({ logLevel: 'debug', logFormat: 'json' })).toMatchObject({
      log_level: 'debug',
      log_format: 'json',
    });
    expect(serverOf({ logLevel: 'warn' })).toMatchObject({ log_level: 'warn' });
  });

  test('tells a mesh of the protocol of gossip', () => {
    const { ports } = objectAt(
      objectsOf(make({ defaults: { appProtocols: { [port]: 'kubernetes.io/h2c' } } })),
      gossip,
    )['spec'];
    expect(ports[0]).toMatchObject({ name: port, appProtocol: 'kubernetes.io/h2c' });
  });
});
