/** What a request came to. */
export interface Answer {
  /** Whether it was taken, or answered in full. */
  readonly ok: boolean;
  /** What was said to it. */
  readonly text: string;
}

const SECONDS = 20;

/** Sends a request, and says what came of it; an address that nobody answers at is an answer too. */
export async function ask(url: string, init?: RequestInit): Promise<Answer> {
  try {
    const response = await fetch(url, { ...init, signal: AbortSignal.timeout(SECONDS * 1000) });
    return { ok: response.ok, text: (await response.text()).trim() };
  } catch (error) {
    return { ok: false, text: error instanceof Error ? [error.message, error.cause].join(' ') : String(error) };
  }
}

/** Sends JSON. */
export const post = (url: string, body: object): Promise<Answer> =>
  ask(url, { method: 'POST', headers: { 'content-type': 'application/json' }, body: JSON.stringify(body) });
