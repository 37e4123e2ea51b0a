import { ApiObject, Chart, JsonPatch } from 'cdk8s';
import { ScaledObject } from '../../imports/keda.sh';
import { render } from '../../lib/app/synth/render';
import { settle, stops } from '../../lib/checks/finding';
import { Ring } from '../../lib/model/ring/ring';
import { intOrString } from '../../lib/values/k8s';
import { sentencesOf } from '../sentences';
import { type Change, environment, zones } from './sound';

const { add, remove, replace } = JsonPatch;
const find = (change?: Change) => render(environment(change), '#').findings;

const INGESTER = 'StatefulSet/loki-loki-distributed-ingester';
const GOSSIP = 'Service/loki-loki-distributed-memberlist';
const QUERIER = 'StatefulSet/loki-loki-distributed-querier';
const WEB = '/spec/template/spec/containers/0';
const LABELLED = { type: 'memberlist', clusterLabel: 'loki' } as const;
const gossiping = (replicationFactor: number, clusterLabel = 'loki'): Ring =>
  new Ring({ replicationFactor, store: { type: 'memberlist', clusterLabel } });
const claims = { persistence: { claims: [{ size: '1Gi', storageClass: 'fast' }] } } as const;
const ingesters = (props: object): Change => ({
  loki: { ingester: { replicas: 3, disruptionBudget: { maxUnavailable: 1 }, ...claims, ...props } },
});
const patch = (object: string, ...patches: JsonPatch[]): Change => ({ patches: { [object]: patches } });
const web = (...patches: JsonPatch[]): Change => patch('Deployment/web', ...patches);
/** A line more in a configuration. */
const config = (text: string): Change => patch('ConfigMap/web', replace('/data/web.yaml', `${text}\n`));
const ONE_ZONE = { zones: false, replicas: 3, antiAffinity: { hosts: 'required' } } as const;
/** Patches of the StatefulSets of all zones of a role. */
const patchesOf = (role: string, ...patches: JsonPatch[]): Change['patches'] =>
  Object.fromEntries(zones.map(({ name }) => [`StatefulSet/mimir-${role}-${name}`, patches]));
const rename = (object: string): Change => patch(object, replace('/metadata/name', 'renamed'));

test('the base environment has no findings', () => expect(find()).toEqual([]));
test('nor with Mimir and Tempo in it', () => expect(find({ mimir: {}, tempo: {} })).toEqual([]));

describe('of a ring', () => {
  test.each<[what: string, id: string, change: Change, sentence: RegExp]>([
    ['too few members for a quorum', 'ring/quorum', ingesters({ replicas: 1 }), /found 1 .* every write is refused/],
    [
      'fewer members than replicas',
      'ring/replicas',
      ingesters({ replicas: 2 }),
      /found 2 .* while one of them restarts/,
    ],
    [
      'an even replication factor',
      'ring/even-replication-factor',
      { loki: { ...ingesters({ replicas: 4 }).loki, ring: gossiping(4) } },
      /found 4 .* set 3 or 5/,
    ],
    [
      'a zone-aware ring without zones',
      'ring/zone-name',
      { loki: { config: { ingester: { lifecycler: { ring: { zone_awareness_enabled: true } } } } } },
      /found no zone for loki-loki-distributed-ingester/,
    ],
    [
      'too few zones for a quorum',
      'ring/zone-quorum',
      { mimir: { ingester: { replicas: 3, zones: [{ name: 'a' }] } } },
      /found 1 for replication factor 3.* every write is refused/,
    ],
    [
      'fewer zones than replicas',
      'ring/zones',
      { mimir: { ingester: { replicas: 4, zones: [{ name: 'a' }, { name: 'b' }] } } },
      /found 2 for replication factor 3.* none may be unavailable/,
    ],
    [
      'zones of different sizes',
      'ring/uneven-zones',
      { mimir: {}, ...patch('StatefulSet/mimir-ingester-zone-b', replace('/spec/replicas', 4)) },
      /zone-a 1, zone-b 4, zone-c 1/,
    ],
    [
      'a budget that allows too many disruptions',
      'ring/disruption-budget',
      ingesters({ disruptionBudget: { maxUnavailable: 2 } }),
      /allows 2 disruptions at once, but with replication factor 3 the ring tolerates the loss of 1 member.* Allow 1$/,
    ],
    [
      'a budget in percent that allows too many disruptions',
      'ring/disruption-budget',
      ingesters({ replicas: 10, disruptionBudget: { maxUnavailable: '15%' } }),
      /allows 2 disruptions at once/,
    ],
    [
      'a budget with minAvailable that allows too many disruptions',
      'ring/disruption-budget',
      ingesters({ replicas: 6, disruptionBudget: { minAvailable: 4 } }),
      /allows 2 disruptions at once/,
    ],
    [
      'a budget that allows no disruption',
      'ring/drain-blocked',
      ingesters({ disruptionBudget: { maxUnavailable: 0 } }),
      /allows 0 disruptions at once: .*Cannot evict pod/,
    ],
    [
      'a budget with minAvailable that allows no disruption',
      'ring/drain-blocked',
      ingesters({ disruptionBudget: { minAvailable: 3 } }),
      /allows 0 disruptions at once/,
    ],
    [
      'a rollout operator that replaces too many at once',
      'ring/rollout',
      {
        ...patch(
          INGESTER,
          add('/metadata/annotations', { 'rollout-max-unavailable': '2' }),
          add('/metadata/labels/rollout-group', 'loki-ingester'),
          replace('/spec/updateStrategy', { type: 'OnDelete' }),
        ),
        // It has a rollout operator in the same namespace.
        mimir: {},
      },
      /rollout-max-unavailable\]: found "2", so that a rollout replaces 2 ingesters at the same time/,
    ],
    [
      'a rolling update of too many at once',
      'ring/rollout',
      patch(
        INGESTER,
        add('/spec/updateStrategy', { type: 'RollingUpdate', rollingUpdate: { maxUnavailable: intOrString('67%') } }),
      ),
      /found "67%", so that a rollout replaces 3 ingesters at the same time.* lower it to 1/,
    ],
    [
      'zones that are replaced at the same time',
      'ring/rollout',
      { mimir: {}, patches: patchesOf('ingester', replace('/spec/updateStrategy', { type: 'RollingUpdate' })) },
      /found "RollingUpdate" for mimir-ingester-zone-a, .* members of 3 zones are unavailable, .* set "OnDelete"/,
    ],
    [
      'members that are never replaced',
      'ring/rollout-stuck',
      patch(INGESTER, replace('/spec/updateStrategy', { type: 'OnDelete' })),
      /found "OnDelete", and no label "rollout-group".* set "RollingUpdate"/,
    ],
    [
      'members that one node can take down',
      'ring/node-separation',
      ingesters({ antiAffinity: { hosts: 'preferred' } }),
      /one node may run 3 members \(loki-loki-distributed-ingester\), since their separation by kubernetes\.io\/hostname is only preferred, .* breaks writes and queries.* require anti-affinity \(ingester\.antiAffinity\)/,
    ],
    [
      'zones that share a node',
      'ring/node-separation',
      { mimir: { ingester: { zones: zones.map(({ name }) => ({ name })) } } },
      /one node may run 3 members of 3 zones of the ring \(mimir-ingester-zone-a, .* nothing separates them.* \(ingester\.zones\[\]\.nodeSelector\)/,
    ],
    [
      'zones that share a zone of the cluster',
      'ring/zone-separation',
      { mimir: { ingester: { zones: zones.map(({ name }) => ({ name, nodeSelector: { pool: name } })) } } },
      /one zone may run 3 members of 3 zones of the ring .* by topology\.kubernetes\.io\/zone/,
    ],
    [
      'a shuffle shard that cannot reach a quorum',
      'ring/shard-size',
      { mimir: { runtimeConfig: { overrides: { anna: { ingestion_tenant_shard_size: 1 } } }, ingester: ONE_ZONE } },
      /^overrides\.anna\.ingestion_tenant_shard_size: found 1, so that a tenant uses 1 ingester, .* every write is refused .* Set it to 3 or more/,
    ],
    [
      'a shuffle shard that tolerates no loss',
      'ring/shard-size',
      { mimir: { runtimeConfig: { overrides: { anna: { ingestion_tenant_shard_size: 2 } } }, ingester: ONE_ZONE } },
      /found 2, so that a tenant uses 2 ingesters, .* only 2 replicas, and none of them may be unavailable/,
    ],
    [
      'a shuffle shard without redundancy',
      'ring/shard-size',
      {
        mimir: {
          runtimeConfig: { overrides: { anna: { store_gateway_tenant_shard_size: 2 } } },
          storeGateway: ONE_ZONE,
        },
      },
      /store_gateway_tenant_shard_size: found 2, .* only 2 replicas, and 1 of them may be unavailable/,
    ],
    [
      'a ScaledObject of members with data',
      'ring/autoscaled-data',
      ingesters({
        autoscaling: { keda: { minReplicaCount: 3, maxReplicaCount: 9, triggers: [{ memory: { utilization: 60 } }] } },
      }),
      /found an autoscaler/,
    ],
    [
      'an autoscaler of members with data',
      'ring/autoscaled-data',
      ingesters({ autoscaling: { minReplicas: 3, maxReplicas: 9 } }),
      /removes members with data that is not flushed to object storage yet/,
    ],
    [
      'data without a persistent volume claim',
      'ring/unstored-data',
      ingesters({ persistence: { emptyDir: {} } }),
      /found no persistent volume claim at \/var\/loki\/wal \(ingester\.wal\.dir\)/,
    ],
    [
      'a folder outside of the claim',
      'ring/unstored-data',
      {
        loki: {
          ...ingesters({
            volumes: [{ name: 'tmp', emptyDir: {} }],
            volumeMounts: [{ name: 'tmp', mountPath: '/tmp' }],
          }).loki,
          config: { ingester: { wal: { dir: '/tmp/wal' } } },
        },
      },
      /found no persistent volume claim at \/tmp\/wal/,
    ],
    [
      'too little time to flush data',
      'ring/grace-period',
      ingesters({ terminationGracePeriodSeconds: 60 }),
      /found 60, .* set at least 240/,
    ],
    [
      'tokens that are lost',
      'ring/tokens',
      { loki: { config: { ingester: { lifecycler: { tokens_file_path: '' } } } } },
      /ingester\.lifecycler\.tokens_file_path: found no file/,
    ],
    [
      'a heartbeat period longer than the timeout',
      'ring/heartbeat',
      { loki: { ring: new Ring({ replicationFactor: 3, heartbeatPeriod: '2m', store: LABELLED }) } },
      /found "2m", but a member counts as unhealthy after "1m"/,
    ],
    [
      'a long heartbeat timeout',
      'ring/heartbeat-timeout',
      { loki: { ring: new Ring({ replicationFactor: 3, heartbeatTimeout: '10m', store: LABELLED }) } },
      /found "10m"/,
    ],
    [
      'a missing gossip Service',
      'ring/gossip-service',
      rename(GOSSIP),
      /has no such Service.* members do not find each other/,
    ],
    [
      'a gossip Service that is not headless',
      'ring/gossip-headless',
      patch(GOSSIP, replace('/spec/clusterIp', '10.0.0.1')),
      /found 10\.0\.0\.1, so that a member joins a random member/,
    ],
    [
      'a gossip Service without pods that are not ready',
      'ring/gossip-unready',
      patch(GOSSIP, remove('/spec/publishNotReadyAddresses')),
      /a member is not ready before it has joined the others/,
    ],
    [
      'a pod without the label of the gossip Service',
      'ring/gossip-label',
      patch(QUERIER, remove('/spec/template/metadata/labels/app.kubernetes.io~1part-of')),
      /selector of Service loki-loki-distributed-memberlist does not match/,
    ],
    [
      'a pod without the gossip port',
      'ring/gossip-port',
      patch(QUERIER, remove('/spec/template/spec/containers/0/ports/2')),
      /found no port http-memberlist/,
    ],
    [
      'two systems whose rings may merge',
      'ring/gossip-merge',
      { mimir: { ring: gossiping(3, 'loki') } },
      /found "loki" for Mimir in logs and for Loki in logs, which both use gossip port 7946/,
    ],
  ])('%s is found: %s', (_, id, change, sentence) =>
    expect(find(change)).toEqual([expect.objectContaining({ id, sentence: expect.stringMatching(sentence) })]),
  );

  test('a Deployment that recreates all members is found: ring/rollout', () => {
    const change = ingesters({ kind: 'Deployment', persistence: undefined, strategy: { type: 'Recreate' } });
    expect(find(change)).toContainEqual(
      expect.objectContaining({
        id: 'ring/rollout',
        sentence: expect.stringMatching(
          /spec\.strategy\.type: found "Recreate", so that a rollout replaces 3 ingesters at the same time/,
        ),
      }),
    );
  });

  test('zones without a rollout operator are found: ring/rollout-stuck', () => {
    const findings = find({ mimir: { rolloutOperator: false } });
    expect(new Set(findings.map(({ id, severity }) => `${severity} ${id}`))).toEqual(
      new Set(['warning ring/rollout-stuck']),
    );
    expect(findings.map(({ object }) => object)).toContain('StatefulSet/logs/mimir-ingester-zone-a');
    expect(findings[0]?.sentence).toMatch(/no rollout operator in the namespace.* deploy the rollout operator/);
  });

  test('shuffle shards with a member in each zone, or as many members as replicas, are accepted', () => {
    const overrides = { anna: { ingestion_tenant_shard_size: 1 }, bert: { ingestion_tenant_shard_size: 3 } };
    expect(find({ mimir: { runtimeConfig: { overrides } } })).toEqual([]);
    const replicas = { bert: overrides.bert };
    expect(find({ mimir: { runtimeConfig: { overrides: replicas }, ingester: ONE_ZONE } })).toEqual([]);
  });
});

describe('of a version', () => {
  const loki = (tag?: string, digest?: string): Change => ({
    loki: { image: { repository: 'docker.io/grafana/loki', tag, digest } },
  });
  const digest = `sha256:${'0'.repeat(64)}`;

  test.each<[what: string, id: string, change: Change, sentence: RegExp]>([
    [
      'an image of a later minor version',
      'version/schema',
      loki('3.3.2'),
      /^image: found "docker\.io\/grafana\/loki:3\.3\.2", which is Loki 3\.3, but .* those of Loki 2\.9\.4: .*"field not found".* Take an image of 2\.9$/,
    ],
    ['an image of an earlier minor version, with a digest', 'version/schema', loki('2.8.11', digest), /is Loki 2\.8,/],
    [
      'an image of another release that the chart knows',
      'version/schema',
      { mimir: { image: { repository: 'grafana/mimir', tag: '2.10.5' } } },
      /is Mimir 2\.10, but .* those of Mimir 2\.11\.0.* Take an image of 2\.11, or set version: MIMIR_2_10$/,
    ],
    [
      'a tag without a version',
      'version/unknown',
      loki('main-1a2b3c4'),
      /no version in its tag "main-1a2b3c4": .*"2\.9\.4"/,
    ],
    [
      'a digest without a tag',
      'version/unknown',
      loki(undefined, digest),
      /no version in it, since it has no tag: .* beside a digest$/,
    ],
  ])('%s is found once, for all roles: %s', (_, id, change, sentence) =>
    expect(find(change)).toEqual([
      expect.objectContaining({
        id,
        at: change.mimir ? 'mimir' : 'loki',
        sentence: expect.stringMatching(sentence),
      }),
    ]),
  );

  test('an image of one role is found at its workload', () => {
    const image = { repository: 'docker.io/grafana/loki', tag: '3.0.0' };
    expect(find({ loki: { querier: { image } } })).toEqual([
      expect.objectContaining({ id: 'version/schema', object: 'StatefulSet/logs/loki-loki-distributed-querier' }),
    ]);
  });

  test.each(['2.9.8', '2.9.4-own', 'v2.9.10', 'release-2.9.x-1a2b3c4'])('%s is of the minor version of 2.9.4', (tag) =>
    expect(find(loki(tag))).toEqual([]),
  );

  test('only a version that is known to be another one stops synth', () => {
    expect(find(loki('3.3.2')).filter(stops)).toHaveLength(1);
    expect(find(loki('main-1a2b3c4')).filter(stops)).toEqual([]);
  });

  test('the image of a mirror is recognized by its tag', () =>
    expect(find({ loki: { imageRegistry: 'registry.example.com:5000/mirror' } })).toEqual([]));

  test('an image of another minor version can be accepted', () => {
    const accepts = [{ id: 'version/schema', reason: 'it takes the same configuration' }];
    expect(find({ loki: { ...loki('2.8.11').loki, accepts } })).toEqual([
      expect.objectContaining({ id: 'version/schema', accepted: 'it takes the same configuration' }),
    ]);
  });
});

describe('of a link', () => {
  test.each<[what: string, id: string, change: Change, sentence: RegExp]>([
    [
      'an object that is made twice',
      'link/identity',
      {
        objects: (chart) =>
          new ApiObject(chart, 'again', { apiVersion: 'v1', kind: 'ServiceAccount', metadata: { name: 'web' } }),
      },
      /^created by web\/again, and already by web\/ServiceAccount-web/,
    ],
    [
      'a name that Kubernetes does not take',
      'link/name',
      {
        objects: (chart) =>
          new ApiObject(chart, 'a', { apiVersion: 'v1', kind: 'ConfigMap', metadata: { name: 'A_b' } }),
      },
      /^metadata\.name: found "A_b", allowed are/,
    ],
    [
      'a label that Kubernetes does not take',
      'link/name',
      patch('ConfigMap/web', add('/metadata/labels/note', 'two words')),
      /^metadata\.labels\[note\]: found "two words"/,
    ],
    [
      'a key of an annotation that Kubernetes does not take',
      'link/name',
      patch('ConfigMap/web', add('/metadata/annotations', { 'a/b/c': 'd' })),
      /^metadata\.annotations: found "a\/b\/c"/,
    ],
    [
      'an object in a namespace that is not made',
      'link/namespace',
      {
        objects: (chart) =>
          new ApiObject(chart, 'a', {
            apiVersion: 'v1',
            kind: 'ConfigMap',
            metadata: { name: 'a', namespace: 'elsewhere' },
          }),
      },
      /found "elsewhere", which no chart creates, allowed are logs, web/,
    ],
    [
      'a ConfigMap that is not there',
      'link/config-map',
      web(replace('/spec/template/spec/volumes/0/configMap/name', 'wed')),
      /volumes\[config\]\.configMap\.name: found "wed".* \(did you mean "web"\?\)/,
    ],
    [
      'a Secret that is not declared',
      'link/secret',
      web(replace(`${WEB}/env/0/valueFrom/secretKeyRef/name`, 'tokens')),
      /env\[TOKEN\]: found "tokens".* create it, or declare it as external/,
    ],
    [
      'a claim that is not there',
      'link/claim',
      web(replace('/spec/template/spec/volumes/1/persistentVolumeClaim/claimName', 'data')),
      /claimName: found "data"/,
    ],
    [
      'a service account that is not there',
      'link/service-account',
      web(replace('/spec/template/spec/serviceAccountName', 'wep')),
      /serviceAccountName: found "wep".* \(did you mean "web"\?\)/,
    ],
    [
      'a file that a ConfigMap does not have',
      'link/key',
      web(replace(`${WEB}/volumeMounts/0/subPath`, 'web.yml')),
      /subPath: found "web\.yml", which ConfigMap web does not have \(did you mean "web\.yaml"\?\)/,
    ],
    [
      'an item that a ConfigMap does not have',
      'link/key',
      web(
        remove(`${WEB}/volumeMounts/0/subPath`),
        add('/spec/template/spec/volumes/0/configMap/items', [{ key: 'app.yaml', path: 'a' }]),
      ),
      /items\[0\]\.key: found "app\.yaml"/,
    ],
    [
      'a mount without a volume',
      'link/volume',
      web(replace(`${WEB}/volumeMounts/1/name`, 'date')),
      /found "date" \(did you mean "data"\?\), allowed are the volumes of the pod, config, data/,
    ],
    [
      'a Service without pods',
      'link/selector',
      patch('Service/web', replace('/spec/selector', { app: 'wep' })),
      /found \{"app":"wep"\}, which matches no pods of namespace web/,
    ],
    [
      'a port by a name that no pod has',
      'link/target-port',
      patch('Service/web', replace('/spec/ports/0/targetPort', 'htpp')),
      /found "htpp", which is not a port of its pods \(did you mean "http"\?\)/,
    ],
    [
      'a StatefulSet without its Service',
      'link/service-name',
      patch('StatefulSet/prometheus', replace('/spec/serviceName', 'prometheus-headles')),
      /\(did you mean "prometheus-headless"\?\), so its pods would have no DNS names/,
    ],
    [
      'an autoscaler of nothing',
      'link/scale-target',
      patch('HorizontalPodAutoscaler/web', replace('/spec/scaleTargetRef/name', 'wep')),
      /found "wep".* nothing would be scaled/,
    ],
    [
      'a ScaledObject of nothing',
      'link/scale-target',
      {
        objects: (chart) =>
          new ScaledObject(chart, 'scaled', {
            metadata: { name: 'scaled' },
            spec: { scaleTargetRef: { name: 'wep' }, triggers: [{ type: 'cpu', metadata: { value: '70' } }] },
          }),
      },
      /found "wep".* nothing would be scaled/,
    ],
    [
      'a trigger of KEDA that asks a Service that is not there',
      'link/address',
      {
        loki: {
          querier: {
            resources: { requests: { cpu: '10m' } },
            autoscaling: {
              keda: {
                triggers: [{ prometheus: { serverAddress: 'http://prometeus.web:9090', query: 'a', threshold: 1 } }],
              },
            },
          },
        },
      },
      /spec\.triggers\[0\]\.metadata\.serverAddress: found address "http:\/\/prometeus.web:9090".*did you mean "prometheus"/,
    ],
    [
      'an HTTPRoute to a Service that is not there',
      'link/http-route',
      patch('HTTPRoute/web', replace('/spec/rules/0/backendRefs/0/name', 'wep')),
      /rules\[0\]\.backendRefs\[0\]: found Service "wep".*did you mean "web"/,
    ],
    [
      'an HTTPRoute to a port that is not there',
      'link/http-route-port',
      patch('HTTPRoute/web', replace('/spec/rules/0/backendRefs/0/port', 81)),
      /found 81, which Service web does not have, allowed are 80/,
    ],
    [
      'a policy for nobody',
      'link/network-policy',
      patch('NetworkPolicy/web', replace('/spec/podSelector/matchLabels', { app: 'wep' })),
      /has no effect/,
    ],
    [
      'a binding to a role that is not there',
      'link/role',
      patch('RoleBinding/web', replace('/roleRef/name', 'wep')),
      /found Role "wep"/,
    ],
    [
      'a binding of an account that is not there',
      'link/subject',
      patch('RoleBinding/web', replace('/subjects/0/name', 'wep')),
      /subjects\[0\]: found "wep"/,
    ],
    [
      'a class of a claim that is not declared',
      'link/storage-class',
      patch('PersistentVolumeClaim/web', replace('/spec/storageClassName', 'faster')),
      /found "faster", which is not declared/,
    ],
    [
      'a class of a template that is not declared',
      'link/storage-class',
      patch(INGESTER, replace('/spec/volumeClaimTemplates/0/spec/storageClassName', 'faster')),
      /volumeClaimTemplates\[data\]\.spec\.storageClassName: found "faster"/,
    ],
    [
      'a monitor of nothing',
      'link/monitor',
      patch('ServiceMonitor/web', replace('/spec/selector/matchLabels', { app: 'wep' })),
      /so nothing is scraped/,
    ],
    [
      'a monitor of a port that is not there',
      'link/monitor-port',
      patch('ServiceMonitor/web', replace('/spec/endpoints/0/port', 'metrics')),
      /found "metrics", .* allowed are http/,
    ],
    [
      'an Ingress to nowhere',
      'link/ingress',
      patch('Ingress/web', replace('/spec/rules/0/http/paths/0/backend/service/name', 'wep')),
      /found Service "wep", which namespace web does not have \(did you mean "web"\?\)/,
    ],
    [
      'an Ingress to a port that is not there',
      'link/ingress-port',
      patch('Ingress/web', replace('/spec/rules/0/http/paths/0/backend/service/port/number', 8080)),
      /found port 8080, .* allowed are 80/,
    ],
    [
      'a certificate that is not declared',
      'link/certificate',
      patch('Ingress/web', replace('/spec/tls/0/secretName', 'certificate')),
      /found "certificate"/,
    ],
    [
      'an address in a wrong namespace',
      'link/address',
      config('url: http://web.logs/'),
      /"http:\/\/web\.logs\/", but namespace logs has no Service "web"/,
    ],
    ['a misspelt address', 'link/address', config('url: http://wep:80'), /\(did you mean "web"\?\)/],
    ['an address of gRPC', 'link/address', config('server: dns:///tempo.web:9095'), /no Service "tempo"/],
    [
      'an address with all of its domain',
      'link/address',
      config('a: prom.web.svc.cluster.local.'),
      /no Service "prom"/,
    ],
    ['one of a list of addresses', 'link/address', config('all: web:80,wob:80'), /"wob:80"/],
    [
      'an address of a pod that is not there',
      'link/address',
      config('a: prom-0.prometheus-headless.web:9090'),
      /no pod "prom-0"/,
    ],
    [
      'an address in an argument',
      'link/address',
      web(replace(`${WEB}/args/0`, '--to=http://nobody.web')),
      /containers\[web\]\.args/,
    ],
    [
      'an address in a variable',
      'link/address',
      web(add(`${WEB}/env/1`, { name: 'TO', value: 'nobody:80' })),
      /env\[TO\]/,
    ],
    ['an address at a wrong port', 'link/address-port', config('url: http://web.web:8080'), /has 80 \(http\)/],
    [
      'an address without the port that it needs',
      'link/address-port',
      config('url: http://prometheus'),
      /has 9090 \(http\)/,
    ],
    [
      'an SRV record of a port that is not there',
      'link/address-port',
      config('a: dnssrv+_grpc._tcp.prometheus-headless.web'),
      /9090 \(http\)/,
    ],
  ])('%s is found: %s', (_, id, change, sentence) =>
    expect(find(change)).toEqual([expect.objectContaining({ id, sentence: expect.stringMatching(sentence) })]),
  );

  test.each<[what: string, text: string]>([
    ['a link in a sentence', 'note: see http://wiki/runbooks for more'],
    [
      'a link for readers',
      'groups: [{rules: [{annotations: {runbook_url: "http://wiki/runbooks", link: "http://wiki"}}]}]',
    ],
    ['a port in a sentence', 'note: it listens on port:8080 by default'],
    ['a query of logs', `expr: sum(rate({app="x"} |= "error:42" [5m]))`],
    ['a query under any key', `panel: '{app="x"} |= "error:42"'`],
    ['a matcher', `match: '{instance="error:42"}'\nexpr: up{instance="error:42"}`],
    ['a label', 'static_configs: [{targets: ["web:80"], labels: {instance: "error:42"}}]'],
    ['a bucket', 'bucket: gs://bucket\nother: s3://bucket/path'],
    ['a file', 'file: file://x/y\nsocket: unix://run/x'],
    ['an image', 'image: redis:7\nother: docker://x\nsidecar_image: redis:7'],
    ['a comment', '# a: wep:80\nurl: http://web:80 # or wep:80'],
    ['a comment of nginx', 'server {\n  # proxy_pass http://wep:80;\n  proxy_pass http://web:80;\n}'],
  ])('no address is found in %s', (_, text) => expect(find(config(text))).toEqual([]));

  test.each<[what: string, change: Change]>([
    ['the owner of files', web(replace(`${WEB}/args`, ['chown', '-R', 'app:1000', '/data']))],
    ['the owner of files in a script', web(replace(`${WEB}/args`, ['sh', '-c', 'chown app:1000 /data && exec web']))],
    ['an image', web(add(`${WEB}/env/1`, { name: 'SIDECAR_IMAGE', value: 'redis:7' }))],
    ['an image of a flag', web(replace(`${WEB}/args`, ['--image=redis:7', '--sidecar-image', 'redis:7']))],
    ['the URL of a bucket', web(add(`${WEB}/env/1`, { name: 'BUCKET', value: 'gs://bucket' }))],
  ])('no address is found in an argument or variable that is %s', (_, change) => expect(find(change)).toEqual([]));

  test.each<[what: string, text: string]>([
    ['nginx', 'server {\n  location / {\n    proxy_pass http://wep;\n  }\n}'],
    ['an upstream of nginx', 'upstream web {\n  server wep:80 weight=5;\n}'],
    ['ini', '[server]\nroot = http://wep:80/'],
    ['Alloy', 'loki.write "a" {\n  endpoint {\n    url = "http://wep:80/push"\n  }\n}'],
    ['a script', '#!/bin/sh\ncurl -sf http://wep:80/ready'],
    ['JSON', '{"url": "http://wep:80", "other": 1}'],
    ['a list', 'targets: [ "web:80", wep:80 ]'],
    ['a list of items', 'targets:\n  - web:80\n  - wep:80'],
    ['a domain of the cluster in a sentence', 'note: it asks wep.web.svc.cluster.local for all'],
  ])('an address is found in %s', (_, text) =>
    expect(find(config(text))).toMatchObject([
      { id: 'link/address', sentence: expect.stringContaining('no Service "wep"') },
    ]),
  );

  test('a namespace that is called as a top-level domain owns no domain of the internet', () => {
    const dev = (text: string) => ({
      objects: (chart: Chart) => {
        const make = (apiVersion: string, kind: string, metadata: { name: string; namespace?: string }, fields = {}) =>
          new ApiObject(chart, `${kind}-${metadata.name}`, { apiVersion, kind, metadata, ...fields });
        const own = new Chart(chart, 'own');
        new ApiObject(own, 'dev', { apiVersion: 'v1', kind: 'Namespace', metadata: { name: 'dev' } });
        const names = { name: 'acme', namespace: 'dev' };
        make('v1', 'Service', { ...names, name: 'grafana' }, { spec: { ports: [{ port: 80 }] } });
        make('v1', 'ConfigMap', names, { data: { text } });
      },
    });
    expect(find(dev('root_url: https://grafana.acme.dev\nother: https://acme.dev/x'))).toEqual([]);
    expect(find(dev('url: http://grafana.dev/'))).toEqual([]);
    expect(find(dev('url: http://grafna.dev/'))).toMatchObject([{ id: 'link/address' }]);
    expect(find(dev('url: http://nobody.dev:3100/'))).toMatchObject([{ id: 'link/address' }]);
    expect(find(dev('url: http://nobody.dev.svc/'))).toMatchObject([{ id: 'link/address' }]);
  });

  test('a port by a number that no pod lists is a warning, since a container may listen all the same', () => {
    const lists = patch('Service/web', replace('/spec/ports/0/targetPort', 8081));
    expect(find(lists)).toMatchObject([
      {
        id: 'link/target-port',
        severity: 'warning',
        sentence: expect.stringMatching(/found 8081, .* allowed are 8080, http/),
      },
    ]);
    const change = patch('Service/web', replace('/spec/ports/0/targetPort', 8081));
    expect(
      find({ patches: { ...change.patches, ...web(remove(`${WEB}/ports`), remove(`${WEB}/readinessProbe`)).patches } }),
    ).toMatchObject([{ id: 'policy/probes' }]);
  });

  describe('an autoscaler by utilization of requests', () => {
    const scaled = (metrics: object[], ...patches: JsonPatch[]): Change => ({
      patches: {
        'HorizontalPodAutoscaler/web': [add('/spec/metrics', metrics)],
        ...(patches.length > 0 && { 'Deployment/web': patches }),
      },
    });
    const share = (name: string) => ({
      type: 'Resource',
      resource: { name, target: { type: 'Utilization', averageUtilization: 60 } },
    });

    test('is found where a container has no request of the resource', () =>
      expect(find(scaled([share('cpu'), share('memory')]))).toEqual([
        expect.objectContaining({
          id: 'link/autoscaler-requests',
          object: 'HorizontalPodAutoscaler/web/web',
          sentence:
            'spec.metrics[1].resource: found a target utilization of memory, but container "web" of Deployment/web/web has no memory request, so it never scales: set resources.requests.memory, or use another metric',
        }),
      ]));

    test('has no finding with a request, a limit, or a target by amount', () => {
      expect(find(scaled([share('cpu')]))).toEqual([]);
      expect(find(scaled([share('memory')], add(`${WEB}/resources/limits`, { memory: '1Gi' })))).toEqual([]);
      const amount = { name: 'memory', target: { type: 'AverageValue', averageValue: '1Gi' } };
      expect(find(scaled([{ type: 'Resource', resource: amount }]))).toEqual([]);
    });
  });

  test('a ScaledObject counts with the pods that it leaves at least', () =>
    expect(
      find({
        loki: {
          ingester: {
            autoscaling: { keda: { minReplicaCount: 2, triggers: [{ memory: { utilization: 60 } }] } },
            disruptionBudget: { maxUnavailable: 1 },
            ...claims,
          },
        },
      }).map(({ id, sentence }) => [id, sentence]),
    ).toContainEqual([
      'ring/replicas',
      expect.stringMatching(/^ingester\.autoscaling\.keda\.minReplicaCount: found 2 for replication factor 3/),
    ]));

  test('finds a policy that blocks the target of an Ingress, an HTTPRoute and a monitor', () => {
    const found = find(patch('NetworkPolicy/web', remove('/spec/ingress')));
    expect(found.map(({ id, object }) => [id, object])).toEqual(
      ['ServiceMonitor', 'Ingress', 'HTTPRoute'].map((kind) => ['link/network-policy-flow', `${kind}/web/web`]),
    );
    for (const { sentence } of found) {
      expect(sentence).toMatch(
        /found port 8080 of Deployment\/web\/web, which .* cannot reach: no ingress rule of Net/,
      );
    }
  });

  test('finds a budget that selects no pods, and its pods without a budget', () =>
    expect(
      find(patch('PodDisruptionBudget/web', replace('/spec/selector/matchLabels', { app: 'wep' }))).map(({ id }) => id),
    ).toEqual(['link/budget', 'policy/budget']));
});

/** An object more, of a few fields. */
const object = (apiVersion: string, kind: string, fields: object): Change => ({
  objects: (chart) => new ApiObject(chart, 'more', { apiVersion, kind, metadata: { name: 'more' }, ...fields }),
});

describe('no finding for', () => {
  test.each<[what: string, change: Change]>([
    ['an Ingress of Traefik', object('traefik.io/v1alpha1', 'Ingress', { routes: [] })],
    ['a pod of the metrics', object('metrics.k8s.io/v1beta1', 'Pod', { containers: [] })],
    ['a policy of Calico', object('crd.projectcalico.org/v1', 'NetworkPolicy', { spec: { selector: 'all()' } })],
    ['a Service of Knative', object('serving.knative.dev/v1', 'Service', { spec: { template: {} } })],
    ['a monitor of a version that nobody knows', object('monitoring.coreos.com/v9', 'ServiceMonitor', {})],
    [
      'a list',
      object('v1', 'List', { items: [{ apiVersion: 'v1', kind: 'ConfigMap', metadata: { name: 'listed' } }] }),
    ],
    [
      'a Service that is a name for another host, at any port',
      {
        ...object('v1', 'Service', { spec: { type: 'ExternalName', externalName: 'db.example.com' } }),
        ...config('db: http://more:5432/'),
      },
    ],
    [
      'an address by the host of an Ingress',
      {
        ...object('networking.k8s.io/v1', 'Ingress', {
          spec: {
            tls: [{ hosts: ['intranet'] }],
            rules: [{ host: 'intranet' }],
            defaultBackend: { service: { name: 'web', port: { number: 80 } } },
          },
        }),
        ...config('root_url: http://intranet/grafana\nexternal: https://intranet'),
      },
    ],
  ])('%s', (_, change) => expect(find(change)).toEqual([]));

  test('an object of another API is not the one that is named', () =>
    expect(
      find({
        ...object('example.com/v1', 'Secret', {}),
        ...web(replace(`${WEB}/env/0/valueFrom/secretKeyRef/name`, 'more')),
      }),
    ).toMatchObject([{ id: 'link/secret' }]));

  test('an item of a list is named by its place where it is no object', () =>
    expect(sentencesOf(() => find(object('v1', 'List', { items: [{ kind: 'ConfigMap' }] })))).toEqual([
      expect.stringMatching(
        /^web\/more: items\[0\]: found apiVersion undefined, kind "ConfigMap" and metadata\.name undefined/,
      ),
    ]));
});

describe('of validation by Kubernetes', () => {
  test.each([
    ['apps/v1', 'Deployment'],
    ['apps/v1', 'StatefulSet'],
    ['apps/v1', 'DaemonSet'],
    ['batch/v1', 'Job'],
    ['batch/v1', 'CronJob'],
    ['v1', 'Pod'],
    ['v1', 'Service'],
    ['v1', 'PersistentVolumeClaim'],
    ['networking.k8s.io/v1', 'Ingress'],
    ['networking.k8s.io/v1', 'NetworkPolicy'],
    ['policy/v1', 'PodDisruptionBudget'],
    ['autoscaling/v2', 'HorizontalPodAutoscaler'],
  ])('a spec that is missing is found: %s %s', (apiVersion, kind) =>
    expect(find(object(apiVersion, kind, {}))).toMatchObject([
      { id: 'schema/required', object: `${kind}/web/more`, sentence: expect.stringMatching(/^spec: missing/) },
    ]),
  );

  test('missing nested fields are found: the pod of a template, the name of a claim', () => {
    const selector = { matchLabels: { app: 'more' } };
    expect(find(object('apps/v1', 'Deployment', { spec: { selector, template: {} } }))).toMatchObject([
      { id: 'schema/required', sentence: expect.stringMatching(/^spec\.template\.spec: missing/) },
    ]);
    expect(find(patch(INGESTER, remove('/spec/volumeClaimTemplates/0/metadata')))).toContainEqual(
      expect.objectContaining({
        id: 'schema/required',
        sentence: expect.stringMatching(/^spec\.volumeClaimTemplates\[0\]\.metadata: missing/),
      }),
    );
  });

  test.each<[what: string, id: string, change: Change, sentence: RegExp]>([
    [
      'a field that is misspelt',
      'schema/unknown-field',
      web(add(`${WEB}/imagePulPolicy`, 'Always')),
      /^spec\.template\.spec\.containers\[0\]\.imagePulPolicy: .* \(did you mean "imagePullPolicy"\?\)/,
    ],
    [
      'a value of the wrong type',
      'schema/type',
      patch('ConfigMap/web', replace('/data/web.yaml', 5)),
      /^data\["web\.yaml"\]: found 5, allowed is a string/,
    ],
    [
      'a field that is missing',
      'schema/required',
      patch('Ingress/web', remove('/spec/rules/0/http/paths/0/pathType')),
      /pathType: missing/,
    ],
    [
      'a word that is none',
      'schema/value',
      patch('PersistentVolumeClaim/web', replace('/spec/accessModes/0', 'ReadWrite')),
      /^spec\.accessModes\[0\]: found "ReadWrite"/,
    ],
    [
      'a version that is gone',
      'schema/kind',
      patch('HorizontalPodAutoscaler/web', replace('/apiVersion', 'autoscaling/v2beta2')),
      /removed in 1\.26\): use autoscaling\/v2/,
    ],
    [
      'a field that a custom resource does not have',
      'schema/unknown-field',
      {
        objects: (chart) =>
          new ApiObject(chart, 'rules', {
            apiVersion: 'monitoring.coreos.com/v1',
            kind: 'PrometheusRule',
            metadata: { name: 'rules' },
            spec: { groups: [{ name: 'a', rules: [{ expr: 'up', allert: 'a' }] }] },
          }),
      },
      /allert/,
    ],
  ])('%s is found: %s', (_, id, change, sentence) =>
    expect(find(change)).toEqual([expect.objectContaining({ id, sentence: expect.stringMatching(sentence) })]),
  );
});

describe('of good practice', () => {
  test.each<[what: string, id: string, change: Change, sentence: RegExp]>([
    [
      'an image without a tag',
      'policy/image-tag',
      web(replace(`${WEB}/image`, 'registry:5000/web')),
      /"registry:5000\/web"/,
    ],
    ['the latest image', 'policy/image-tag', web(replace(`${WEB}/image`, 'web:latest')), /another image later/],
    ['a container that asks for nothing', 'policy/resources', web(remove(`${WEB}/resources`)), /set requests/],
    ['a pod that nobody asks', 'policy/probes', web(remove(`${WEB}/readinessProbe`)), /no readinessProbe/],
    ['a pod that may be root', 'policy/root', web(remove(`${WEB}/securityContext/runAsNonRoot`)), /runAsNonRoot/],
    [
      'a pod that may change its programs',
      'policy/writable-root',
      web(replace(`${WEB}/securityContext/readOnlyRootFilesystem`, false)),
      /readOnlyRootFilesystem/,
    ],
    [
      'pods without a budget',
      'policy/budget',
      { loki: { ingester: { replicas: 3, ...claims, disruptionBudget: false } } },
      /found 3 replicas and no PodDisruptionBudget/,
    ],
    [
      'a password for everybody',
      'secret/text',
      config('password: hunter2'),
      /data\[web\.yaml\]\.password: found a secret/,
    ],
    ['a key for everybody', 'secret/text', config('  secret_access_key: "abc123def"'), /secret_access_key: found/],
    ['an Ingress of plain HTTP', 'policy/ingress-tls', patch('Ingress/web', remove('/spec/tls')), /not encrypted/],
  ])('%s is found: %s', (_, id, change, sentence) =>
    expect(find(change)).toEqual([
      expect.objectContaining({ id, severity: 'warning', sentence: expect.stringMatching(sentence) }),
    ]),
  );

  test('a pinned image, a variable in place of a password, and Jobs have no findings', () => {
    expect(find(web(replace(`${WEB}/image`, `web@sha256:${'a'.repeat(64)}`)))).toEqual([]);
    expect(find(config('password: ${PASSWORD}\ntoken_file: /var/token\nsecret: false'))).toEqual([]);
  });

  test('is an error where requested, and not reported by default', () => {
    const change = web(replace(`${WEB}/image`, 'web:latest'));
    const external = [
      { kind: 'StorageClass', name: 'fast' },
      { kind: 'Secret', namespace: 'web', name: 'web' },
      { kind: 'Secret', namespace: 'web', name: 'tls' },
    ];
    expect(find({ ...change, checks: { external, severity: { 'policy/*': 'error' } } })).toMatchObject([
      { severity: 'error' },
    ]);
    expect(find({ ...change, checks: { external, severity: { 'policy/*': 'off' } } })).toEqual([]);
  });
});

test.each([
  [
    { id: 'a', severity: 'fatal', sentence: 'b' },
    'severity: found "fatal" of "a", allowed are "error" and "warning": fix the check',
  ],
  [
    { id: 'a' },
    'found a finding with id "a" and sentence undefined, allowed is a non-empty string for both: fix the check',
  ],
  [
    { sentence: 'b' },
    'found a finding with id undefined and sentence "b", allowed is a non-empty string for both: fix the check',
  ],
])('a finding that is none stops synth in a sentence: %j', (finding, sentence) =>
  expect(settle([JSON.parse(JSON.stringify(finding))])).toEqual([{ id: 'check/finding', severity: 'error', sentence }]),
);

describe('an acceptance', () => {
  const external = [
    { kind: 'StorageClass', name: 'fast' },
    { kind: 'Secret', namespace: 'web', name: 'web' },
    { kind: 'Secret', namespace: 'web', name: 'tls' },
  ];
  const latest = web(replace(`${WEB}/image`, 'web:latest'));
  const accepted = (...accepts: Array<{ id: string; object?: string; reason: string }>) =>
    find({ ...latest, checks: { external, accepts } }).map(({ id, accepted: reason }) => [id, reason]);

  test.each(['Deployment/web/web', 'Deployment/*', '*/web'])('covers the objects of its pattern: %s', (object) =>
    expect(accepted({ id: 'policy/image-tag', object, reason: 'it is a test' })).toEqual([
      ['policy/image-tag', 'it is a test'],
    ]),
  );

  test('without a finding is an error', () => {
    expect(accepted({ id: 'policy/image-tag', reason: 'a' }, { id: 'ring/quorum', reason: 'b' })).toEqual([
      ['policy/image-tag', 'a'],
      ['acceptance/unused', undefined],
    ]);
    expect(accepted({ id: 'policy/image-tag', object: 'Deployment/web/wep', reason: 'a' })).toEqual([
      ['policy/image-tag', undefined],
      ['acceptance/unused', undefined],
    ]);
  });

  test('that only repeats another one is an error', () =>
    expect(
      accepted(
        { id: 'policy/image-tag', reason: 'a' },
        { id: 'policy/image-tag', object: 'Deployment/*', reason: 'b' },
      ),
    ).toEqual([
      ['policy/image-tag', 'a'],
      ['acceptance/unused', undefined],
    ]));

  test('of a pattern with many stars is fast', () => {
    const start = performance.now();
    const found = settle(
      [{ id: 'a', object: 'a'.repeat(5000), sentence: 'b' }],
      [{ id: 'a', object: `${'*a'.repeat(1000)}*!`, reason: 'c' }],
    );
    expect(found.map(({ id }) => id)).toEqual(['a', 'acceptance/unused']);
    expect(performance.now() - start).toBeLessThan(1000);
  });

  test.each([
    ['*', '', true],
    ['a*c', 'abc', true],
    ['a*c', 'ac', true],
    ['ab*bc', 'abc', false],
    ['a*b*c', 'a-b-b-c', true],
    ['a*b*c', 'a-c', false],
    ['*.b', 'axb', false],
    ['**', 'abc', true],
    ['a', 'ab', false],
  ])('pattern %j and object %j: %s', (pattern, name, expected) =>
    expect(settle([{ id: 'a', object: name, sentence: 'b' }], [{ id: 'a', object: pattern, reason: 'c' }])[0]).toEqual(
      expect.objectContaining(expected ? { accepted: 'c' } : { object: name }),
    ),
  );

  test('without a reason is an error', () =>
    expect(accepted({ id: 'policy/image-tag', reason: ' ' })).toEqual([
      ['policy/image-tag', ' '],
      ['acceptance/reason', undefined],
    ]));
});
