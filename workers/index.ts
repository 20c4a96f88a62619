export default { fetch: () => new Response("ok") };

import { DurableObject } from "cloudflare:workers";
export class ProjectShard extends DurableObject {}
export class AuditLog extends DurableObject {}
