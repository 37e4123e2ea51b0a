/** What a request came to. */
export interface Answer {
  /** Whether it was taken, or answered in full. */
  readonly ok: boolean;
  /** Status of HTTP; nothing if nobody answered. */
  readonly status?: number;
  /** What was said to it. */
  readonly text: string;
}

const SECONDS = 20;

/** Sends a request, and says what came of it; an address that nobody answers at is an answer too. */
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
