import { App } from 'cdk8s';
import { LOKI_3_7, Loki, type LokiProps } from '../../charts/loki';
import { Tempo, type TempoProps } from '../../charts/tempo';
import { ObjectStorage } from '../../lib/values/object-storage';

/** A Loki that starts without anything else: its storage is a folder. */
export function lokiWith(props: Partial<LokiProps>): App {
  const app = new App();
  new Loki(app, 'loki', {
    namespace: 'logs',
    storage: ObjectStorage.filesystem({ directory: '/var/loki/chunks' }),
    schema: [{ from: '2024-01-01' }],
    ...props,
  });
  return app;
}

/** The same with Loki 3. */
export function loki3With(props: Partial<LokiProps<typeof LOKI_3_7>>): App {
  const app = new App();
  new Loki(app, 'loki', {
    namespace: 'logs',
    version: LOKI_3_7,
    storage: ObjectStorage.filesystem({ directory: '/var/loki/chunks' }),
    schema: [{ from: '2024-01-01' }],
    ...props,
  });
  return app;
}

/** A Tempo that starts without anything else: its storage is a folder. */
export function tempoWith(props: Partial<TempoProps>): App {
  const app = new App();
  new Tempo(app, 'tempo', {
    namespace: 'traces',
    storage: ObjectStorage.filesystem({ directory: '/var/tempo/traces' }),
    ...props,
  });
  return app;
}
