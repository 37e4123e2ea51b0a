import type { Claim, Persistence, WorkloadProps } from '../../../../lib/constructs/workload/props';
import { objectAt } from '../../../objects';
import { sentencesOf } from '../../../sentences';
import { deployment, pod, statefulSet, writer } from './writer';

const data = { volume: 'data', mountPath: '/var/loki' };

/** The part of a StatefulSet with a data folder that tells where the data is. */
function statefulData(persistence?: Persistence) {
  const { spec } = statefulSet({ persistence }, { data });
  const { volumes, containers } = spec.template.spec;
  return { templates: spec.volumeClaimTemplates, volumes, mounts: containers[0].volumeMounts };
}

/** The same of a Deployment. */
function statelessData(persistence?: Persistence) {
  const { volumes, containers } = pod({ persistence }, { data });
  return { volumes, mounts: containers[0].volumeMounts };
}

describe('without claims', () => {
  const onNode = (emptyDir: object) => ({
    volumes: [{ name: 'data', emptyDir }],
    mounts: [{ name: 'data', mountPath: '/var/loki' }],
  });

  test.each<[string, Persistence | undefined, object]>([
    ['with the pod on its node', undefined, {}],
    ['there too if nothing more is said', { emptyDir: {} }, {}],
    ['in memory', { emptyDir: { medium: 'Memory' } }, { medium: 'Memory' }],
    ['up to a size', { emptyDir: { sizeLimit: '2Gi' } }, { sizeLimit: '2Gi' }],
    ['up to a number of bytes', { emptyDir: { sizeLimit: 1024 } }, { sizeLimit: '1024' }],
    [
      'in memory up to a size',
      { emptyDir: { medium: 'Memory', sizeLimit: '1Gi' } },
      { medium: 'Memory', sizeLimit: '1Gi' },
    ],
  ])('data is %s', (_, persistence, emptyDir) => {
    expect(statelessData(persistence)).toEqual(onNode(emptyDir));
    expect(statefulData(persistence)).toEqual(onNode(emptyDir));
  });

  test('a workload that keeps no data has no volume', () => {
    const { volumes, containers } = pod({ persistence: { emptyDir: { medium: 'Memory' } } });
    expect(volumes).toBeUndefined();
    expect(containers[0]).not.toHaveProperty('volumeMounts');
  });
});

describe('claims of a StatefulSet', () => {
  test('are templates as the API server completes them', () =>
    expect(statefulData({ claims: [{ size: '10Gi' }] }).templates).toEqual([
      {
        apiVersion: 'v1',
        kind: 'PersistentVolumeClaim',
        metadata: { name: 'data' },
        spec: { accessModes: ['ReadWriteOnce'], resources: { requests: { storage: '10Gi' } } },
      },
    ]));

  test('say all that a claim can say', () =>
    expect(
      statefulData({
        claims: [
          {
            name: 'wal',
            size: 1024,
            storageClass: 'ebs-sc',
            accessModes: ['ReadWriteMany', 'ReadOnlyMany'],
            annotations: { backup: 'yes' },
            labels: { team: 'a' },
            mountPath: '/wal',
          },
        ],
      }).templates,
    ).toEqual([
      {
        apiVersion: 'v1',
        kind: 'PersistentVolumeClaim',
        metadata: { name: 'wal', annotations: { backup: 'yes' }, labels: { team: 'a' } },
        spec: {
          storageClassName: 'ebs-sc',
          accessModes: ['ReadWriteMany', 'ReadOnlyMany'],
          resources: { requests: { storage: '1024' } },
        },
      },
    ]));

  test('no class is not the same as the default class', () =>
    expect(statefulData({ claims: [{ size: '1Gi', storageClass: '' }] }).templates[0].spec.storageClassName).toBe(''));

  test.each<[string, Claim, readonly object[], readonly object[] | undefined]>([
    ['takes the place of the data folder', { size: '1Gi' }, [{ name: 'data', mountPath: '/var/loki' }], undefined],
    ['does so by its name', { name: 'data', size: '1Gi' }, [{ name: 'data', mountPath: '/var/loki' }], undefined],
    [
      'does so elsewhere if it says where',
      { name: 'data', size: '1Gi', mountPath: '/other' },
      [{ name: 'data', mountPath: '/other' }],
      undefined,
    ],
    [
      'of another name stands beside it',
      { name: 'wal', size: '1Gi', mountPath: '/wal' },
      [
        { name: 'data', mountPath: '/var/loki' },
        { name: 'wal', mountPath: '/wal' },
      ],
      [{ name: 'data', emptyDir: {} }],
    ],
    [
      'of another name is not mounted unless it says where',
      { name: 'wal', size: '1Gi' },
      [{ name: 'data', mountPath: '/var/loki' }],
      [{ name: 'data', emptyDir: {} }],
    ],
  ])('one %s', (_, claim, mounts, volumes) => {
    const found = statefulData({ claims: [claim] });
    expect(found.mounts).toEqual(mounts);
    expect(found.volumes).toEqual(volumes);
    expect(found.templates).toHaveLength(1);
  });

  test('take the name of the data folder, whatever it is', () => {
    const { spec } = statefulSet(
      { persistence: { claims: [{ size: '1Gi' }] } },
      { data: { volume: 'storage', mountPath: '/data' } },
    );
    expect(spec.volumeClaimTemplates[0].metadata.name).toBe('storage');
    expect(spec.template.spec.containers[0].volumeMounts).toEqual([{ name: 'storage', mountPath: '/data' }]);
  });

  test('are several, each with a name', () =>
    expect(
      statefulData({
        claims: [{ name: 'wal', size: '1Gi', mountPath: '/wal' }, { size: '2Gi' }],
      }),
    ).toEqual({
      templates: [
        expect.objectContaining({ metadata: { name: 'wal' } }),
        expect.objectContaining({ metadata: { name: 'data' } }),
      ],
      volumes: undefined,
      mounts: [
        { name: 'wal', mountPath: '/wal' },
        { name: 'data', mountPath: '/var/loki' },
      ],
    }));

  test('are one for each pod, so there may be many pods', () =>
    expect(statefulSet({ replicas: 3, persistence: { claims: [{ size: '1Gi' }] } })['spec']).toMatchObject({
      replicas: 3,
      volumeClaimTemplates: [{ metadata: { name: 'data' } }],
    }));

  test('make no claims beside it', () =>
    expect(
      Object.keys(writer({ persistence: { claims: [{ size: '1Gi' }] } }, { kind: 'StatefulSet', data })).filter((key) =>
        key.startsWith('PersistentVolumeClaim/'),
      ),
    ).toEqual([]));

  test.each([
    [
      { whenDeleted: 'Delete', whenScaled: 'Retain' },
      { whenDeleted: 'Delete', whenScaled: 'Retain' },
    ],
    [{ whenScaled: 'Delete' }, { whenScaled: 'Delete' }],
    [{}, undefined],
    [undefined, undefined],
  ] as const)('are kept or deleted according to %j', (retentionPolicy, policy) =>
    expect(
      statefulSet({ persistence: { claims: [{ size: '1Gi' }], retentionPolicy } })['spec']
        .persistentVolumeClaimRetentionPolicy,
    ).toEqual(policy),
  );

  test('may be none at all', () =>
    expect(statefulData({ claims: [] })).toEqual({
      templates: undefined,
      volumes: [{ name: 'data', emptyDir: {} }],
      mounts: [{ name: 'data', mountPath: '/var/loki' }],
    }));
});

describe('claims of a Deployment', () => {
  const persistence: Persistence = {
    claims: [
      { size: '10Gi', storageClass: 'ebs-sc' },
      { name: 'wal', size: '1Gi', mountPath: '/wal', annotations: { backup: 'yes' } },
    ],
  };

  test('are objects of their own, named after the workload', () => {
    const objects = writer({ persistence }, { data });
    expect(objectAt(objects, 'PersistentVolumeClaim/data-prod-loki-writer')['spec']).toEqual({
      accessModes: ['ReadWriteOnce'],
      storageClassName: 'ebs-sc',
      resources: { requests: { storage: '10Gi' } },
    });
    expect(objectAt(objects, 'PersistentVolumeClaim/wal-prod-loki-writer')).toMatchObject({
      metadata: { annotations: { backup: 'yes' } },
      spec: { resources: { requests: { storage: '1Gi' } } },
    });
  });

  test('are volumes of its pod', () =>
    expect(statelessData(persistence)).toEqual({
      volumes: [
        { name: 'data', persistentVolumeClaim: { claimName: 'data-prod-loki-writer' } },
        { name: 'wal', persistentVolumeClaim: { claimName: 'wal-prod-loki-writer' } },
      ],
      mounts: [
        { name: 'data', mountPath: '/var/loki' },
        { name: 'wal', mountPath: '/wal' },
      ],
    }));

  test('are no templates', () => {
    const { spec } = deployment({ persistence }, { data });
    expect(spec).not.toHaveProperty('volumeClaimTemplates');
  });

  test.each<[string, WorkloadProps, number]>([
    ['more than one pod', { replicas: 2 }, 2],
    ['an autoscaler', { autoscaling: {} }, 3],
    ['an autoscaler with a limit', { autoscaling: { maxReplicas: 7 }, replicas: 1 }, 7],
  ])('fail with %s', (_, props, found) =>
    expect(sentencesOf(() => writer({ ...props, persistence }))).toEqual([
      `chart/writer: persistence.claims: found with ${found} replicas of a Deployment, which would share the claims: use a StatefulSet`,
    ]),
  );

  test.each<[string, WorkloadProps]>([
    ['one pod', { replicas: 1 }],
    ['no pod', { replicas: 0 }],
    ['an autoscaler that stops at one', { autoscaling: { maxReplicas: 1 } }],
  ])('go with %s', (_, props) =>
    expect(Object.keys(writer({ ...props, persistence }))).toEqual(
      expect.arrayContaining([
        'PersistentVolumeClaim/data-prod-loki-writer',
        'PersistentVolumeClaim/wal-prod-loki-writer',
      ]),
    ),
  );
});

describe.each(['Deployment', 'StatefulSet'] as const)('names of claims of a %s', (kind) => {
  const sentences = (...names: readonly (string | undefined)[]) =>
    sentencesOf(() =>
      writer({ persistence: { claims: names.map((name) => ({ name, size: '1Gi' })) } }, { kind, data }),
    );

  test('fail if two are the same', () => {
    const twice = (index: number, name: string) =>
      `chart/writer: persistence.claims[${index}].name: found "${name}" twice: give each claim its own name`;
    expect(sentences('wal', 'other', 'wal')).toEqual([twice(2, 'wal')]);
    expect(sentences('data', undefined)).toEqual([twice(1, 'data')]);
  });

  test('fail if Kubernetes does not take them', () =>
    expect(sentences('ok', 'My_Data', '')).toEqual([
      expect.stringMatching(/^chart\/writer: persistence\.claims\[1\]\.name: found "My_Data", allowed are/),
      expect.stringMatching(/^chart\/writer: persistence\.claims\[2\]\.name: found "", allowed are/),
    ]));
});
