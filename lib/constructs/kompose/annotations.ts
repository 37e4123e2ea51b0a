/** Annotations that kompose adds to its objects. */
export interface KomposeAnnotations {
  /** Command line (`kompose.cmd`). @default "kompose convert" */
  readonly cmd: string;
  /** Version and commit (`kompose.version`). @default "1.26.1 (a9d05d509)" */
  readonly version: string;
}

const KOMPOSE: KomposeAnnotations = { cmd: 'kompose convert', version: '1.26.1 (a9d05d509)' };

/**
 * Annotations of a service's objects: the labels of the Compose file, and kompose's own. With `false`, neither
 * kompose's own nor the labels that only steer the conversion.
 */
export function objectAnnotations(
  labels: Readonly<Record<string, string>>,
  kompose: Partial<KomposeAnnotations> | false = {},
): Record<string, string> | undefined {
  const annotations = kompose
    ? {
        ...labels,
        'kompose.cmd': kompose.cmd ?? KOMPOSE.cmd,
        'kompose.version': kompose.version ?? KOMPOSE.version,
      }
    : Object.fromEntries(Object.entries(labels).filter(([key]) => !key.startsWith('kompose.')));
  return Object.keys(annotations).length === 0 ? undefined : annotations;
}
