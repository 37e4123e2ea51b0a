import { parseCommand, shellCommand } from '../../model/compose/command';
import { type ProbeTimes, parseTimes } from '../../model/compose/healthcheck';
import { parseBoolean, parsePortNumber } from '../../model/compose/scalars';
import type { Mistakes } from '../../values/errors';

/** Action of a probe. */
export type Question =
  | { readonly type: 'exec'; readonly command: readonly string[] }
  | { readonly type: 'httpGet'; readonly path: string; readonly port: number }
  | { readonly type: 'tcpSocket'; readonly port: number };

/** Probes of the labels below `kompose.service.healthcheck`. */
export interface ProbeQuestions {
  /** Action of the liveness probe, with the intervals of the health check. */
  readonly liveness?: Question;
  readonly readiness?: { readonly question: Question; readonly times: ProbeTimes };
}

const READINESS = 'kompose.service.healthcheck.readiness';
const LIVENESS = 'kompose.service.healthcheck.liveness';

/** The labels that steer probes. */
export const PROBE_LABELS = [
  `${LIVENESS}.http_get_path`,
  `${LIVENESS}.http_get_port`,
  `${LIVENESS}.tcp_port`,
  `${READINESS}.disable`,
  `${READINESS}.test`,
  `${READINESS}.http_get_path`,
  `${READINESS}.http_get_port`,
  `${READINESS}.tcp_port`,
  `${READINESS}.interval`,
  `${READINESS}.timeout`,
  `${READINESS}.retries`,
  `${READINESS}.start_period`,
] as const;

type Labels = Readonly<Record<string, string>>;

/** Reads the labels that steer probes. */
export function parseProbeLabels(labels: Labels, mistakes: Mistakes): ProbeQuestions {
  const disable = labels[`${READINESS}.disable`] ?? 'false';
  const isOff = mistakes.attempt(`labels.${READINESS}.disable`, () => parseBoolean(disable), false);
  return {
    liveness: parseRequest(LIVENESS, labels, mistakes),
    readiness: isOff ? undefined : parseReadiness(labels, mistakes),
  };
}

/** An HTTP or TCP question of the labels below `prefix`. */
function parseRequest(prefix: string, labels: Labels, mistakes: Mistakes): Question | undefined {
  const path = labels[`${prefix}.http_get_path`];
  const httpPort = labels[`${prefix}.http_get_port`];
  const tcpPort = labels[`${prefix}.tcp_port`];
  if ((path === undefined) !== (httpPort === undefined)) {
    mistakes.add(`labels.${prefix}`, 'http_get_path and http_get_port are required together: set both');
  }
  if (path !== undefined && tcpPort !== undefined) {
    mistakes.add(`labels.${prefix}`, 'found http_get_path and tcp_port, a probe has one handler: remove one');
  }
  const readPort = (key: string, text: string): number =>
    mistakes.attempt(`labels.${prefix}.${key}`, () => parsePortNumber(text), 1);
  if (path !== undefined && httpPort !== undefined)
    return { type: 'httpGet', path, port: readPort('http_get_port', httpPort) };
  return tcpPort === undefined ? undefined : { type: 'tcpSocket', port: readPort('tcp_port', tcpPort) };
}

function parseReadiness(labels: Labels, mistakes: Mistakes): ProbeQuestions['readiness'] {
  const test = labels[`${READINESS}.test`];
  const question: Question | undefined =
    test === undefined
      ? parseRequest(READINESS, labels, mistakes)
      : mistakes.attempt(
          `labels.${READINESS}.test`,
          () => ({ type: 'exec', command: parseTestLabel(test) }),
          undefined,
        );
  const times = mistakes.attempt(
    `labels.${READINESS}`,
    () =>
      parseTimes({
        interval: labels[`${READINESS}.interval`],
        timeout: labels[`${READINESS}.timeout`],
        retries: labels[`${READINESS}.retries`],
        start_period: labels[`${READINESS}.start_period`],
      }),
    {},
  );
  if (question === undefined && Object.keys(times).length > 0) {
    mistakes.add(
      `labels.${READINESS}`,
      'has intervals but no handler: set test, http_get_path and http_get_port, or tcp_port',
    );
  }
  return question && { question, times };
}

/** The label holds one line; `CMD` before it means the same as nothing, `CMD-SHELL` asks for a shell. */
function parseTestLabel(text: string): readonly string[] {
  const [, kind, line = text] = /^(CMD|CMD-SHELL)\s+(.+)$/s.exec(text) ?? [];
  return kind === 'CMD-SHELL' ? shellCommand(line) : parseCommand(line);
}
