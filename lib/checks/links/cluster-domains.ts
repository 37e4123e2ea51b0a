import { show } from '../../values/text';
import type { RuleFinding } from '../catalog';
import { isMeant } from './address-context';
import type { Address } from './addresses';
import type { Text } from './texts';

interface Use {
  readonly text: Text;
  readonly address: Address;
  count: number;
}

/** Domains of the cluster that addresses name: there is one, such as `cluster.local`. */
export class ClusterDomains {
  private readonly uses = new Map<string, Use>();

  add(text: Text, address: Address): void {
    const { domain } = address;
    if (domain === undefined) return;
    const known = this.uses.get(domain);
    if (known !== undefined) known.count++;
    else if (isMeant(text, address)) this.uses.set(domain, { text, address, count: 1 });
  }

  *findings(): Generator<RuleFinding> {
    const [most, ...others] = [...this.uses].sort(([, one], [, other]) => other.count - one.count);
    if (most === undefined) return;
    const [usual, { text: usualText, address: usualAddress }] = most;
    for (const [domain, { text, address }] of others) {
      yield {
        id: 'link/cluster-domain',
        object: text.object,
        sentence: `${text.at}: found address "${address.text}" with the cluster domain ${show(domain)}, and ${usualText.object} has "${usualAddress.text}" with ${show(usual)}, but a cluster has one domain, so that names with the other one are not found: set the same clusterDomain everywhere`,
      };
    }
  }
}
