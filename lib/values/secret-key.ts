/**
 * A key of a Secret that exists in the namespace of the pod. It stands where a value would, so that no
 * password is ever written to `dist/` (`env[].valueFrom.secretKeyRef`).
 */
export class SecretKey {
  /**
   * @param secretName name of the Secret
   * @param key key in its `data`
   */
  constructor(
    readonly secretName: string,
    readonly key: string,
  ) {}
}
