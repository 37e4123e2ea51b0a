import type { Judgement } from '../check';
import type { Receiver } from './receiver';
import { eventually } from './start';

/** Generators collect every 15 seconds, and send 5 seconds later. */
const SECONDS = 60;

/** Waits for samples of a tenant's rules or traces; no request may arrive without the tenant and the user. */
export async function samplesArrive(
  { received }: Pick<Receiver, 'received'>,
  tenant: string,
  seconds = SECONDS,
): Promise<Judgement> {
  const missing = await eventually(seconds, async () =>
    received.some((request) => request.tenant === tenant && request.isKnownUser)
      ? []
      : [`remote write: no samples of ${tenant} arrived in ${seconds} s`],
  );
  const wrong = received.filter((request) => request.tenant === undefined || !request.isKnownUser);
  const refusals = [
    ...missing,
    ...(wrong.length === 0
      ? []
      : [`remote write: ${wrong.length} of ${received.length} requests named no tenant, or a user that is not known`]),
  ];
  return {
    refusals,
    remarks: refusals.length > 0 ? [] : [`samples of ${tenant} arrived by remote write, with its user`],
  };
}
