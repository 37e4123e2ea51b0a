import { type Data, mapAt, numberAt, textAt } from '../../values/data';
import { show } from '../../values/text';
import { advice, type Complaint, complaint, type Rule } from './complaint';
import { wrongSchedule } from './cron';
import { longest } from './name-lengths';
import { podRules } from './pods';
import { restartRules } from './workloads';

const COUNTS = ['parallelism', 'completions', 'backoffLimit', 'activeDeadlineSeconds', 'ttlSecondsAfterFinished'];
const ONCE = ['Never', 'OnFailure'];

export const jobRules: Rule = function* (object) {
  yield* longest(object, 63, 'it becomes the label job-name of its pods');
  yield* jobSpecRules(mapAt(object, 'spec'), 'spec');
};

export const cronJobRules: Rule = function* (object) {
  yield* longest(object, 52, 'its Jobs have the name and 11 characters more, and must not be longer than 63');
  const spec = mapAt(object, 'spec');
  yield* jobSpecRules(mapAt(spec, 'jobTemplate.spec'), 'spec.jobTemplate.spec');
  const schedule = textAt(spec, 'schedule') ?? '';
  const wrong = wrongSchedule(schedule);
  if (wrong !== undefined) {
    yield complaint('api/schedule', 'spec.schedule', `found ${show(schedule)}, ${wrong}`);
  }
  const timeZone = textAt(spec, 'timeZone');
  if (timeZone !== undefined && /TZ=/.test(schedule)) {
    yield complaint(
      'api/schedule',
      'spec.schedule',
      `found ${show(schedule)} beside timeZone ${show(timeZone)}, allowed is timeZone only: remove the time zone of the schedule`,
    );
  } else if (/^(CRON_)?TZ=/.test(schedule)) {
    yield advice(
      'api/schedule',
      'spec.schedule',
      `found ${show(schedule)}, a time zone in it is not supported, and Kubernetes 1.29 and later reject it: set timeZone`,
    );
  } else if (timeZone !== undefined && !isTimeZone(timeZone)) {
    yield complaint(
      'api/schedule',
      'spec.timeZone',
      `found ${show(timeZone)}, allowed is a name of the time zone database, such as "Europe/Berlin" or "Etc/UTC": correct it`,
    );
  }
  yield* countRules(spec, ['startingDeadlineSeconds', 'successfulJobsHistoryLimit', 'failedJobsHistoryLimit'], 'spec');
};

function* jobSpecRules(spec: Data, at: string): Generator<Complaint> {
  const template = mapAt(spec, 'template');
  yield* podRules(template, `${at}.template`);
  yield* restartRules(template, `${at}.template`, ONCE);
  yield* countRules(spec, COUNTS, at);
  const isIndexed = textAt(spec, 'completionMode') === 'Indexed';
  // Without both numbers, the server sets both to 1.
  if (isIndexed && numberAt(spec, 'completions') === undefined && numberAt(spec, 'parallelism') !== undefined) {
    yield complaint(
      'api/job',
      `${at}.completions`,
      'missing for completionMode "Indexed" with parallelism: set the number of indexes',
    );
  }
}

function* countRules(spec: Data, fields: readonly string[], at: string): Generator<Complaint> {
  for (const field of fields) {
    const value = numberAt(spec, field);
    if (value !== undefined && value < 0) {
      yield complaint('api/job', `${at}.${field}`, `found ${value}, allowed is at least 0: correct it`);
    }
  }
}

function isTimeZone(name: string): boolean {
  if (name === '' || name.toLowerCase() === 'local') return false;
  try {
    new Intl.DateTimeFormat('en', { timeZone: name });
    return true;
  } catch {
    return false;
  }
}
