import type { Data } from '../../values/data';
import type { ApiId } from '../catalog/api';

/** A field that the API server rejects, or with which no pod runs. */
export interface Complaint {
  readonly id: ApiId;
  /** @default - that of the catalog */
  readonly severity?: 'error' | 'warning';
  /** Path of the field, value found, what is allowed and what to do. */
  readonly sentence: string;
}

/**
 * A rule about a map of an object, such as the specification of a pod. Fields are read as untyped data: objects may
 * come from anywhere, and only fields that are of the expected type are looked at.
 * @param at path of the map in the object
 */
export type Rule = (value: Data, at: string) => Iterable<Complaint>;

export const complaint = (id: ApiId, at: string, sentence: string): Complaint => ({
  id,
  sentence: `${at}: ${sentence}`,
});

export const advice = (id: ApiId, at: string, sentence: string): Complaint => ({
  ...complaint(id, at, sentence),
  severity: 'warning',
});
