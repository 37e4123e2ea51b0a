export { lokiDashboard } from './loki';
export { mimirDashboard } from './mimir';
export { nodeDashboard } from './node';
export type { DashboardOptions, MetricsDatasource } from './panels';
export { ringsDashboard } from './rings';
export { tempoDashboard } from './tempo';
