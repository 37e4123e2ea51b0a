import { ApiObject, App, Chart } from 'cdk8s';

/** How many files an app of these has. */
export const FILES = 40;

/** An app of many files, all of which hold one text. */
export class ConfigMaps extends App {
  constructor(text: string) {
    super();
    for (let n = 0; n < FILES; n++) {
      const name = `c${n}`;
      const metadata = { name };
      new ApiObject(new Chart(this, name), name, { apiVersion: 'v1', kind: 'ConfigMap', metadata, data: { text } });
    }
  }
}
