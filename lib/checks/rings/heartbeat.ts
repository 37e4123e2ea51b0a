import { milliseconds } from '../../model/config/duration';
import { show } from '../../values/text';
import type { RuleFinding } from '../catalog';
import type { ClusterRing } from './find-rings';

/** A longer heartbeat timeout gets a warning. */
const LONG = 5 * 60_000;

/** Whether healthy members stay healthy between heartbeats, and crashed ones are detected soon. */
export function* wrongHeartbeats({ ring }: ClusterRing): Generator<RuleFinding> {
  const { heartbeatPeriod, heartbeatTimeout } = ring;
  const period = milliseconds(heartbeatPeriod.value) ?? 0;
  const timeout = milliseconds(heartbeatTimeout.value) ?? 0;
  if (timeout === 0) {
    // Before, 0 disables the timeout.
    if (!ring.needsHeartbeats) return;
    yield {
      id: 'ring/heartbeat',
      sentence: `${heartbeatTimeout.at}: found ${show(heartbeatTimeout.value)}, so that every member counts as unhealthy: no member gets ready, and requests fail: set one minute`,
    };
    return;
  }
  if (period <= 0) {
    yield {
      id: 'ring/heartbeat',
      sentence: `${heartbeatPeriod.at}: found ${show(heartbeatPeriod.value)}, so that members never send a heartbeat, and all count as unhealthy after ${show(heartbeatTimeout.value)} (${heartbeatTimeout.at}): set a third of the timeout, or less`,
    };
  } else if (period >= timeout) {
    yield {
      id: 'ring/heartbeat',
      sentence: `${heartbeatPeriod.at}: found ${show(heartbeatPeriod.value)}, but a member counts as unhealthy after ${show(heartbeatTimeout.value)} (${heartbeatTimeout.at}), so that healthy members become unhealthy between heartbeats: lower it, or set the timeout to at least three times the period`,
    };
  } else if (timeout > LONG) {
    yield {
      id: 'ring/heartbeat-timeout',
      sentence: `${heartbeatTimeout.at}: found ${show(heartbeatTimeout.value)}, so that a crashed member counts as healthy for that time, and requests to it fail: set one or two minutes`,
    };
  }
}
