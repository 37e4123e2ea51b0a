import type { Pods } from '../cluster';

/** APIs that clients are configured for. */
export type RequestedApi = 'remote-write' | 'loki-push' | 'loki-query' | 'prometheus-query' | 'tempo-query' | 'other';

/** Requests that a configuration asks a program to send. */
export interface Request {
  readonly api: RequestedApi;
  /** As it is configured. */
  readonly url: string;
  readonly from: Pods;
  /** Object with the configuration, and the place in it. */
  readonly object: string;
  readonly at: string;
  /** Whether it names a tenant, by a header or by a setting of the client. */
  readonly hasTenant: boolean;
  /** Whether it names a user or sends a token. */
  readonly hasCredentials: boolean;
}

/** The path that is asked for, if the API has paths below the URL of a client. */
export const PATHS_BELOW: Readonly<Record<RequestedApi, string>> = {
  'remote-write': '',
  'loki-push': '',
  'loki-query': '/loki/api/v1/query_range',
  'prometheus-query': '/api/v1/query',
  'tempo-query': '/api/search',
  other: '',
};
