export default { fetch: () => new Response("ok") };

import { DurableObject } from "cloudflare:workers";
export class ProjectShard extends DurableObject {}
export { AuditLog } from "../durable-objects/audit-log/audit-log.ts";
