/** Result of a request. */
export interface Answer {
  /** Whether it was accepted, or answered in full. */
  readonly ok: boolean;
  /** HTTP status; undefined without a response. */
  readonly status?: number;
  /** Body of the response. */
  readonly text: string;
}

const SECONDS = 20;

/** Sends a request, and returns its result; a failed connection is a result too. */
export async function ask(url: string, init?: RequestInit): Promise<Answer> {
  try {
    const response = await fetch(url, { ...init, signal: AbortSignal.timeout(SECONDS * 1000) });
    return { ok: response.ok, status: response.status, text: (await response.text()).trim() };
  } catch (error) {
    return { ok: false, text: error instanceof Error ? [error.message, error.cause].join(' ') : String(error) };
  }
}

/** Headers of a request. */
export type Headers = Readonly<Record<string, string>>;

/** Sends JSON. */
export const post = (url: string, body: object, headers: Headers = {}): Promise<Answer> =>
  ask(url, { method: 'POST', headers: { ...headers, 'content-type': 'application/json' }, body: JSON.stringify(body) });
