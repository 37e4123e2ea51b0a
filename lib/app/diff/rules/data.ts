import { mapsAt, numberAt, textAt } from '../../../values/data';
import type { Change } from '../compare/changes';
import type { Comparison, Statement } from '../model';
import type { DiffObject } from '../read/objects';
import { shownValue } from '../words';

const CLAIM_TEMPLATES = 'spec.volumeClaimTemplates';

/** Disks that go, or that nothing uses any more. */
export function* disks(change: Change, { after: world }: Comparison): Generator<Statement> {
  if (change.kind === 'removed' || change.kind === 'renamed') yield* gone(change.before, change.kind);
  if (change.kind !== 'changed') return;
  const { before, after } = change;
  if (after.content.kind !== 'StatefulSet') return;
  const path = 'spec.persistentVolumeClaimRetentionPolicy';
  for (const when of ['whenDeleted', 'whenScaled']) {
    if (textAt(after.content, `${path}.${when}`) !== 'Delete' || textAt(before.content, `${path}.${when}`) === 'Delete')
      continue;
    yield loss(
      'data/claim-retention',
      after,
      `${path}.${when}: Retain → Delete: claims are deleted ${when === 'whenDeleted' ? 'with the StatefulSet' : 'when it is scaled down'}, and their disks with them: keep Retain unless a copy is elsewhere`,
    );
  }
  const [from, to] = [numberAt(before.content, 'spec.replicas') ?? 1, numberAt(after.content, 'spec.replicas') ?? 1];
  if (
    to < from &&
    textAt(after.content, `${path}.whenScaled`) === 'Delete' &&
    world.autoscalerOf(after) === undefined
  ) {
    yield loss(
      'data/claims-scaled',
      after,
      `spec.replicas: ${from} → ${to} with ${path}.whenScaled Delete: the claims of the removed pods are deleted: set it to Retain first`,
    );
  }
}

const loss = (rule: string, { identity }: DiffObject, sentence: string): Statement => ({
  effect: 'data-loss',
  rule,
  object: identity,
  sentence,
});

function* gone(object: DiffObject, kind: 'removed' | 'renamed'): Generator<Statement> {
  const { content } = object;
  if (content.kind === 'PersistentVolumeClaim') {
    const how = kind === 'renamed' ? 'is renamed, and the new claim is empty' : 'is removed';
    yield loss(
      'data/claim',
      object,
      `${how}: pruning or deleting it deletes its volume if the reclaim policy is Delete, the default: keep it, or protect it from pruning, until its data is copied`,
    );
  } else if (content.kind === 'Namespace') {
    yield loss(
      'data/namespace',
      object,
      'is removed: pruning or deleting it deletes all claims in it: keep it, or protect it from pruning',
    );
  } else if (content.kind === 'StatefulSet' && mapsAt(content, CLAIM_TEMPLATES).length > 0) {
    const claims = mapsAt(content, CLAIM_TEMPLATES).map((claim) => textAt(claim, 'metadata.name') ?? '');
    const names = claims.map((claim) => `${claim}-${content.metadata.name}-0`).join(', ');
    const isDeleted = textAt(content, 'spec.persistentVolumeClaimRetentionPolicy.whenDeleted') === 'Delete';
    yield loss(
      'data/stateful-set',
      object,
      isDeleted
        ? `is removed, and its claims (${names}, ...) are deleted with it: set persistentVolumeClaimRetentionPolicy.whenDeleted to Retain first`
        : `${kind === 'renamed' ? 'is renamed, and the claims of the new one are empty' : 'is removed'}: its claims (${names}, ...) stay, and no pod uses them: flush its data to object storage first`,
    );
  } else if (content.kind === 'PersistentVolume') {
    yield loss(
      'data/volume',
      object,
      `is removed, and its data may be deleted with it (reclaim policy ${shownValue(textAt(content, 'spec.persistentVolumeReclaimPolicy') ?? 'Retain')})`,
    );
  }
}
