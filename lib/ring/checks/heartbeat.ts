import type { Finding } from '../../checks/finding';
import { milliseconds } from '../../config/duration';
import { show } from '../../text';
import type { RingMembers } from '../members';

/** Minutes for which a crashed member may count as one that lives, before it is worth a word. */
const LONG = 5 * 60_000;

/** Whether members that live count as such, and those that died do not for long. */
export function* wrongHeartbeats({ ring }: RingMembers): Generator<Finding> {
  const { heartbeatPeriod, heartbeatTimeout } = ring;
  const period = milliseconds(heartbeatPeriod.value) ?? 0;
  const timeout = milliseconds(heartbeatTimeout.value) ?? 0;
  // Without one, nobody ever counts as dead.
  if (timeout === 0) return;
  if (period >= timeout) {
    yield {
      id: 'ring/heartbeat',
      sentence: `${heartbeatPeriod.at}: found ${show(heartbeatPeriod.value)}, and a member counts as dead after ${show(heartbeatTimeout.value)} (${heartbeatTimeout.at}), so that all of them do now and then: lower it, or raise the timeout to three times as much`,
    };
  } else if (timeout > LONG) {
    yield {
      id: 'ring/heartbeat-timeout',
      severity: 'warning',
      sentence: `${heartbeatTimeout.at}: found ${show(heartbeatTimeout.value)}, for which a member that crashed is asked all the same, and fails: take a minute or two`,
    };
  }
}
