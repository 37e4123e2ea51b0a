import { readFileSync } from 'node:fs';
import path from 'node:path';
import { parse, stringify } from 'yaml';
import { KomposeProject } from '../../../../lib/constructs/kompose/project';
import { parseCompose } from '../../../../lib/model/compose/read';
import { type KubernetesObject, render } from '../../../objects';

const VECTORS = path.join(__dirname, 'vectors');
const read = (file: string) => parse(readFileSync(path.join(VECTORS, file), 'utf8'));
const cases: Readonly<Record<string, unknown>> = read('cases.yaml');
const kompose: Readonly<Record<string, readonly KubernetesObject[]>> = read('kompose.yaml');

/** Where the conversion differs from kompose 1.26.1 on purpose, and why: see docs/kompose.md. */
const DIFFERENCES: Readonly<Record<string, readonly string[]>> = {
  // What is only read in one service is written in the other.
  'one volume in two services': ['PersistentVolumeClaim/data spec.accessModes.0'],
  // kompose claims what is there already.
  'a volume that exists': ['PersistentVolumeClaim/data'],
  // kompose names the volume of the pod twice, which the API server refuses.
  'one volume twice': [
    'Deployment/web spec.template.spec.volumes.1.name',
    'Deployment/web spec.template.spec.volumes.1.persistentVolumeClaim.claimName',
  ],
  memory: ['Deployment/web spec.template.spec.volumes.1.emptyDir.sizeLimit'],
  // kompose takes the whole line for the name of a program.
  'a line as health check': probeCommand('curl -f http://x || exit 1'),
  'a shell as health check': probeCommand('curl -f http://x'),
  // kompose makes a Deployment that the API server refuses: its pods must restart.
  'never restart by condition': ['Deployment/web', 'Pod/web'],
  'no replicas': ['Deployment/web spec.replicas'],
  // kompose makes a DaemonSet without the selector that apps/v1 asks for.
  'one pod a node': ['DaemonSet/web spec.selector.matchLabels.io.kompose.service'],
  'a daemonset by label': ['DaemonSet/web spec.selector.matchLabels.io.kompose.service'],
  // kompose makes one claim for all pods beside the templates, and a Service that gives pods no names.
  'a statefulset by label': [
    'PersistentVolumeClaim/data',
    'Service/web spec.clusterIP',
    'Service/web spec.type',
    'StatefulSet/web spec.template.spec.volumes.0.name',
    'StatefulSet/web spec.template.spec.volumes.0.persistentVolumeClaim.claimName',
    'StatefulSet/web spec.volumeClaimTemplates.0.apiVersion',
    'StatefulSet/web spec.volumeClaimTemplates.0.kind',
  ],
  'user and group': [
    'Deployment/web spec.template.spec.containers.0.securityContext.runAsGroup',
    'Deployment/web spec.template.spec.containers.0.securityContext.runAsUser',
  ],
  'read-only and host pids': [
    'Deployment/web spec.template.spec.containers.0.securityContext.readOnlyRootFilesystem',
    'Deployment/web spec.template.spec.hostPID',
  ],
  // Port 0 means "the same port" and goes without saying.
  'no address without ports': ['Service/web spec.ports.0.targetPort'],
  'labels of later versions': [
    'Deployment/web spec.template.spec.containers.0.volumeMounts.0.subPath',
    'Deployment/web spec.template.spec.securityContext.fsGroup',
    'Ingress/web spec.ingressClassName',
  ],
};

function probeCommand(line: string): string[] {
  return ['/bin/sh', '-c', line].map(
    (_, index) => `Deployment/web spec.template.spec.containers.0.livenessProbe.exec.command.${index}`,
  );
}

test('every difference belongs to a case', () => {
  expect(Object.keys(kompose)).toEqual(Object.keys(cases));
  expect(Object.keys(cases)).toEqual(expect.arrayContaining(Object.keys(DIFFERENCES)));
});

test.each(Object.entries(cases))('%s', (name, file) => {
  const ours = render((scope) => {
    const project = parseCompose(stringify(file, { version: '1.1' }), VECTORS);
    return new KomposeProject(scope, 'project', { project });
  });
  const theirs = Object.fromEntries(
    (kompose[name] ?? []).map((object) => [`${object.kind}/${object.metadata.name}`, object]),
  );
  expect(differences(ours, theirs)).toEqual(DIFFERENCES[name] ?? []);
});

type Objects = Readonly<Record<string, KubernetesObject>>;

/** Objects that only one side has, and paths whose values differ. */
function differences(ours: Objects, theirs: Objects): string[] {
  const ids = [...new Set([...Object.keys(ours), ...Object.keys(theirs)])].sort();
  return ids.flatMap((id) => {
    const [our, their] = [ours[id], theirs[id]];
    if (our === undefined || their === undefined) return [id];
    const [ourLeaves, theirLeaves] = [leaves(our), leaves(their)];
    const paths = [...new Set([...ourLeaves.keys(), ...theirLeaves.keys()])].sort();
    return paths.filter((at) => ourLeaves.get(at) !== theirLeaves.get(at)).map((at) => `${id} ${at}`);
  });
}

/** Every single value by its path; quantities and ports are the same as text and as number. */
function leaves(value: unknown, at: readonly string[] = []): Map<string, string> {
  if (typeof value !== 'object' || value === null) return new Map([[at.join('.'), String(value)]]);
  return new Map(Object.entries(value).flatMap(([key, child]) => [...leaves(child, [...at, key])]));
}
