import * as z from "zod";
import { COMMANDS } from "../commands.ts";
import { usageBatchInput } from "../usage/usage-event.ts";
import { NewAccount } from "./account-api.ts";
import { OPERATIONS } from "./operation.ts";
import { PAGE_DEFAULT, PAGE_MAX, RESOURCES } from "./resource.ts";

const PROBLEM = { description: "What was refused, and why", content: { "application/problem+json": {} } };
const parameter = (name: string, where: "path" | "query" | "header", schema: object, required = where === "path") => ({
  name,
  in: where,
  required,
  schema,
});
const text = { type: "string" };

/** The description of `/billing/v1` (OpenAPI 3.1), made of the same schemas by which requests are parsed. */
export function openApi(): object {
  const paths: Record<string, Record<string, object>> = {
    "/accounts": { post: operation("Open an account", "createAccount", [], bodyOf(NewAccount)) },
    "/accounts/{account}": { get: operation("Read an account", "getAccount", ["account"]) },
    "/accounts/{account}/entitlements": {
      get: operation("What an account may use: its plans, and whether it is comped", "getEntitlements", ["account"]),
    },
    "/usage": { post: operation("Report what accounts used", "reportUsage", [], bodyOf(usageBatchInput)) },
  };
  for (const name of Object.keys(RESOURCES)) {
    const list = operation(`List ${name.replaceAll("_", " ")}`, `list_${name}`, ["account"]);
    const page = { type: "integer", minimum: 1, maximum: PAGE_MAX, default: PAGE_DEFAULT };
    const parameters = [...list.parameters, parameter("limit", "query", page), parameter("cursor", "query", text)];
    paths[`/accounts/{account}/${name}`] = { get: { ...list, parameters } };
    paths[`/${name}/{id}`] = { get: operation(`Read one of ${name.replaceAll("_", " ")}`, `get_${name}`, ["id"]) };
  }
  for (const { method, path, command, summary, idField, scope } of OPERATIONS) {
    const names = [...path.matchAll(/:(\w+)/g)].map(([, name]) => name ?? "");
    const body = bodyOf(COMMANDS[command].schema, idField);
    const described = operation(summary, command.replace(".", "_"), names, body);
    const parameters = [
      ...described.parameters,
      parameter("Idempotency-Key", "header", { type: "string", minLength: 1, maxLength: 200 }),
      parameter("preview", "query", { type: "boolean", default: false }),
    ];
    const at = path.replace(/:(\w+)/g, "{$1}");
    paths[at] = { ...paths[at], [method]: { ...described, parameters, description: `Needs the scope ${scope}.` } };
  }
  return {
    openapi: "3.1.0",
    info: { title: "Apiary billing", version: "1" },
    servers: [{ url: "/billing/v1" }],
    components: { securitySchemes: { token: { type: "http", scheme: "bearer" } } },
    security: [{ token: [] }],
    paths,
  };
}

function operation(summary: string, operationId: string, names: string[], requestBody?: object) {
  return {
    summary,
    operationId,
    parameters: names.map((name) => parameter(name, "path", text)),
    ...(requestBody && { requestBody }),
    responses: { 200: { description: "Done", content: { "application/json": {} } }, default: PROBLEM },
  };
}

/** A request's body: the command's input without what the path brings, with the reason that is kept with it. */
function bodyOf(schema: z.ZodType, without: string | null = null): object {
  const json = z.toJSONSchema(schema, { io: "input", unrepresentable: "any" });
  const { [without ?? ""]: _, ...properties } = json.properties ?? {};
  const required = (json.required ?? []).filter((name) => name !== without);
  const body = { type: "object", properties: { ...properties, reason: { type: "string" } }, required };
  return { required: required.length > 0, content: { "application/json": { schema: body } } };
}
