import { claim, DATA, job, service, set, workload } from '../../../../conformance/diff/objects';
import { REFUSALS } from '../../../../conformance/diff/refusals';
import { testPairs } from './example';

const db = workload('StatefulSet', 'db', DATA);
const STORAGE = 'spec.volumeClaimTemplates.0.spec.resources.requests.storage';

testPairs(REFUSALS);

testPairs([
  [
    'a refused object restarts nothing, whatever else of it changes',
    [db],
    [set(db, { [STORAGE]: '20Gi', 'spec.template.spec.containers.0.image': 'web:2' })],
    ['refused/claim-templates StatefulSet/a/db'],
  ],
  [
    'a Job that deletes itself runs again',
    [job({ 'spec.ttlSecondsAfterFinished': 60 })],
    [job({ 'spec.ttlSecondsAfterFinished': 60, 'spec.template.spec.containers.0.image': 'web:2' })],
    ['restart/job Job/a/job'],
    /while it is still there, the API server refuses/,
  ],
  ['a claim that grows is taken', [claim('data')], [claim('data', { 'spec.resources.requests.storage': '20Gi' })], []],
  [
    'a headless Service stays headless',
    [service('web', { 'spec.clusterIP': 'None' })],
    [service('web')],
    ['service/stays-headless Service/a/web'],
  ],
]);
