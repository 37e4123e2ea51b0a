import type { ProbeTimes } from '../../model/compose/healthcheck';
import type { ParsedService } from '../../model/compose/service';
import type { Mistakes } from '../../values/errors';
import { IntOrString, type Probe } from '../../values/k8s';
import type { KomposeLabels } from './labels';
import type { Question } from './probe-labels';

/** The liveness probe: the test of the health check or of a label, with the intervals of the health check. */
export function livenessProbe(
  { healthcheck }: ParsedService,
  { liveness }: KomposeLabels,
  mistakes: Mistakes,
): Probe | undefined {
  if (healthcheck === 'disabled') return undefined;
  const { command, times = {} } = healthcheck ?? {};
  if (command !== undefined && liveness !== undefined) {
    mistakes.add(
      'healthcheck.test',
      'found beside a label kompose.service.healthcheck.liveness.*, a container has one liveness probe: remove one',
    );
  }
  if (command !== undefined) return probe({ type: 'exec', command: [...command] }, times);
  if (liveness !== undefined) return probe(liveness, times);
  if (healthcheck !== undefined) {
    mistakes.add('healthcheck', 'has no handler: set "test", or a label kompose.service.healthcheck.liveness.*');
  }
  return undefined;
}

/** The readiness probe, which is set by labels only. */
export function readinessProbe({ readiness }: KomposeLabels): Probe | undefined {
  return readiness && probe(readiness.question, readiness.times);
}

function probe(question: Question, times: ProbeTimes): Probe {
  return {
    ...handler(question),
    periodSeconds: times.intervalSeconds,
    timeoutSeconds: times.timeoutSeconds,
    failureThreshold: times.retries,
    initialDelaySeconds: times.startPeriodSeconds || undefined,
  };
}

function handler(question: Question): Probe {
  switch (question.type) {
    case 'exec':
      return { exec: { command: [...question.command] } };
    case 'httpGet':
      return { httpGet: { path: question.path, port: IntOrString.fromNumber(question.port) } };
    case 'tcpSocket':
      return { tcpSocket: { port: IntOrString.fromNumber(question.port) } };
  }
}
