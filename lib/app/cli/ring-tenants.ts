import type { RingReport } from '../../model/ring/report';
import { counted, type Row } from './ring-row';

/** Number and names of the members that a tenant uses. */
export function tenantRows({ tenantShards, tenant, members }: RingReport): Row[] {
  const rows: Row[] = [];
  if (tenantShards) {
    const { at, size, tenants } = tenantShards;
    const own = Object.keys(tenants).length;
    const overrides = own === 0 ? '' : `; ${counted(own, 'tenant')} with a size of ${own === 1 ? 'its' : 'their'} own`;
    const used = size > 0 ? `${tenantShards.members} of ${counted(members, 'member')}` : 'all members';
    rows.push({ label: 'shard', text: `each tenant uses ${used} (${at}: ${size})${overrides}` });
  }
  if (tenant) {
    const { tenant: name, members: used } = tenant;
    const text = used.length === members ? 'all members' : used.join(', ');
    rows.push({ label: 'tenant', text: `${name}: ${text}` });
  }
  return rows;
}
