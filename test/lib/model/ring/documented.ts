import { lab } from '../../../../environments/lab';
import {
  afterLoss,
  availabilityOf,
  HashRing,
  mimirSeriesKey,
  movedKeys,
  operations,
  ringReport,
  ringsOf,
  ShuffleSharder,
  seededTokens,
  writeTolerance,
} from '../../../../index';

export function answers() {
  const { WRITE_NO_EXTEND, MIMIR_READ } = operations;
  // docs:start
  // Six ingesters of Mimir in three zones. For a running ring, take the tokens from its ring page.
  const ingester = (n: number) => ({
    id: `ingester-${n}`,
    zone: `zone-${n % 3}`,
    tokens: seededTokens(`ingester-${n}`, 512),
  });
  const members = [0, 1, 2, 3, 4, 5].map(ingester);
  const ring = new HashRing({ members, replicationFactor: 3, zoneAware: true });

  // Which ingesters hold a series?
  const series = mimirSeriesKey('anonymous', { __name__: 'up', job: 'node' });
  const replicas = ring.get(series, WRITE_NO_EXTEND);

  // Which ingesters does a tenant with a shard size of 3 use?
  const shard = new ShuffleSharder(ring).shard('anna', 3).members;

  // Are requests served after the crash of a zone, or of a node with members of two zones?
  const use = { write: WRITE_NO_EXTEND, read: MIMIR_READ };
  const zoneLost = availabilityOf(afterLoss(ring, { zone: 'zone-1' }), use);
  const nodeLost = availabilityOf(afterLoss(ring, { ids: ['ingester-0', 'ingester-1'] }), use);

  // How much moves when a seventh ingester joins?
  const moved = movedKeys(ring, ring.with({ members: [...members, ingester(6)] }), use.write);

  // How many members may a ring of 10 lose, without zones?
  const tolerated = writeTolerance({ replicationFactor: 3, zones: [10] });

  // What `npm run ring -- lab` prints, as objects.
  const reports = ringsOf(lab()).map((deployed) => ringReport(deployed));
  // docs:end
  return { replicas, shard, zoneLost, nodeLost, moved, tolerated, reports };
}
