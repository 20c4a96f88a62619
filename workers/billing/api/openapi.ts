import * as z from "zod";
import { priceSchema } from "../catalogue/price-input.ts";
import { ACCOUNT_OPERATIONS } from "./account-operation.ts";
import { BOOKS_OPERATIONS } from "./books-operation.ts";
import { CALLBACK } from "./callback.ts";
import { CATALOGUE_OPERATIONS } from "./catalogue-operation.ts";
import { type Described, FILE_TYPES } from "./described.ts";
import { IDEMPOTENCY_KEY_CHARS_MAX } from "./idempotency-key.ts";
import { inputOf } from "./input.ts";
import { JOB_OPERATIONS } from "./job-operation.ts";
import { LEDGER_OPERATIONS } from "./ledger-operation.ts";
import { MONEY_OPERATIONS } from "./money-operation.ts";
import { OPERATIONS, type Operation } from "./operation.ts";
import { REFUSALS, refusalsOf } from "./refusal.ts";
import { REPORT_OPERATIONS } from "./report-operation.ts";
import { RESOURCE_OPERATIONS } from "./resource-operation.ts";
import { ANSWERS } from "./shape/answer.ts";
import { COMPONENTS, type ComponentName } from "./shape/component.ts";
import { WEBHOOK_OPERATIONS } from "./webhook-operation.ts";

/** A part of the description. */
type Part = { [name: string]: unknown };

const text = { type: "string" };
const parameter = (name: string, where: "path" | "query" | "header", schema: object, required = where === "path") => ({
  name,
  in: where,
  required,
  schema,
});
const IDEMPOTENCY_KEY = parameter("Idempotency-Key", "header", {
  ...{ type: "string", minLength: 1, maxLength: IDEMPOTENCY_KEY_CHARS_MAX },
});
const fileOf = (kind: keyof typeof FILE_TYPES) => ({ content: { [FILE_TYPES[kind]]: { schema: text } } });
const ref = (name: ComponentName) => ({ $ref: `#/components/schemas/${name}` });

/** Requests that are no commands, in the order in which they are described. */
const REQUESTS = [
  ...[...ACCOUNT_OPERATIONS, ...RESOURCE_OPERATIONS, ...CATALOGUE_OPERATIONS],
  ...[...MONEY_OPERATIONS, ...REPORT_OPERATIONS, ...BOOKS_OPERATIONS, ...LEDGER_OPERATIONS],
  ...[...WEBHOOK_OPERATIONS, ...JOB_OPERATIONS],
];

/** The description of `/billing/v1` (OpenAPI 3.1), made of the same schemas by which requests are parsed and answers are typed. */
export function openApi(): object {
  const priceInput = bare(z.toJSONSchema(priceSchema, { io: "input", unrepresentable: "any" }));
  const paths: Record<string, Part> = {};
  const put = (path: string, method: string, described: Part) => {
    paths[path] = { ...paths[path], [method]: described };
  };
  for (const one of REQUESTS) put(one.path, one.method, requested(one));
  for (const one of OPERATIONS) put(templated(one.path), one.method, commanded(one));
  return unbounded({
    openapi: "3.1.0",
    info: { title: "Apiary billing", version: "1" },
    servers: [{ url: "/billing/v1" }],
    components: {
      schemas: { ...shapes(), PriceInput: priceInput },
      responses: REFUSALS,
      securitySchemes: { token: { type: "http", scheme: "bearer" } },
    },
    security: [{ token: [] }],
    paths,
    webhooks: { productEvent: { post: CALLBACK } },
  });
}

/** A request that is no command. */
function requested({ method, path, id, summary, scope, answer, status, input, query, headers }: Described): Part {
  const parameters = [
    ...Object.entries(query).map(([name, schema]) => parameter(name, "query", schema)),
    ...Object.entries(headers).map(([name, schema]) => parameter(name, "header", schema)),
    // A file has an id of its own in the query.
    ...(method === "post" && input !== "csv" ? [IDEMPOTENCY_KEY] : []),
  ];
  const body = input === "csv" ? { required: true, ...fileOf(input) } : input && bodyOf(input, null);
  return {
    ...{ summary, operationId: id, description: `Needs the scope ${scope}.` },
    parameters: [...inPath(path), ...parameters],
    ...(body && { requestBody: body }),
    responses: {
      [status]: { description: "Done", ...contentOf(answer) },
      ...refusalsOf({ method, path }, body !== null || parameters.length > 0),
    },
  };
}

/** A command on an account's books, or a preview of it. */
function commanded({ method, path: pattern, command, scope, summary, idField }: Operation): Part {
  const path = templated(pattern);
  const operationId = command.replace(/[.-](\w)/g, (_, letter: string) => letter.toUpperCase());
  const preview = parameter("preview", "query", { type: "boolean", default: false });
  const answer = { anyOf: [withRefs(ANSWERS[command]), ref("Preview")] };
  return {
    ...{ summary, operationId, description: `Needs the scope ${scope}.` },
    parameters: [...inPath(path), IDEMPOTENCY_KEY, preview],
    requestBody: bodyOf(inputOf(command), idField),
    responses: {
      200: { description: "Done", content: { "application/json": { schema: answer } } },
      ...refusalsOf({ method, path }, true),
    },
  };
}

const templated = (path: string): string => path.replace(/:(\w+)/g, "{$1}");

const inPath = (path: string) => [...path.matchAll(/\{(\w+)\}/g)].map(([, name = ""]) => parameter(name, "path", text));

function contentOf(answer: Described["answer"]): Part {
  if (answer === null) return {};
  if (typeof answer === "string") return fileOf(answer);
  return { content: { "application/json": { schema: "one" in answer ? ref(answer.one) : pageOf(answer.page) } } };
}

const pageOf = (component: ComponentName) => ({
  type: "object",
  properties: {
    object: { const: "list" },
    data: { type: "array", items: ref(component) },
    has_more: { type: "boolean" },
    next_cursor: { type: ["string", "null"] },
  },
  required: ["object", "data", "has_more", "next_cursor"],
});

const registry = z.registry<{ id: string }>();
for (const [id, schema] of Object.entries(COMPONENTS)) registry.add(schema, { id });

/** What is named of what requests give: a price may leave out what has a default. */
const inputs = z.registry<{ id: string }>();
inputs.add(priceSchema, { id: "PriceInput" });

/** Every component, referring to the others by name. */
function shapes(): Record<string, Part> {
  const { schemas } = z.toJSONSchema(registry, { uri: (id) => `#/components/schemas/${id}`, unrepresentable: "any" });
  return Object.fromEntries(Object.entries(schemas).map(([name, schema]) => [name, bare(schema)]));
}

/** A schema that refers to the components in it by name. */
function withRefs(schema: z.ZodType): Part {
  const known = Object.entries(COMPONENTS).find(([, component]) => component === schema);
  if (known) return { $ref: `#/components/schemas/${known[0]}` };
  return bare(named(z.toJSONSchema(schema, { metadata: registry, unrepresentable: "any" })));
}

/** A schema whose parts with names are where all components are. */
const named = <Schema extends object>(schema: Schema): Schema =>
  JSON.parse(JSON.stringify(schema).replaceAll('"#/$defs/', '"#/components/schemas/'));

/** Without what is said of a document of its own; what is answered may have more fields tomorrow. */
const bare = ({ $schema: _schema, $id: _id, $defs: _defs, id: _name, ...schema }: Part): Part =>
  without(schema, (key, value) => key === "additionalProperties" && value === false);

/** The bounds of every whole number that JavaScript is exact about say nothing. */
const unbounded = (schema: Part): Part =>
  without(schema, (_, value) => Math.abs(Number(value)) === Number.MAX_SAFE_INTEGER);

const without = (schema: Part, left: (key: string, value: unknown) => boolean): Part =>
  JSON.parse(JSON.stringify(schema, (key, value) => (left(key, value) ? undefined : value)));

/** A request's body: the input without what the path brings. */
function bodyOf(schema: z.ZodType, fromPath: string | null): Part {
  const json = named(z.toJSONSchema(schema, { io: "input", metadata: inputs, unrepresentable: "any" }));
  const forms = (json.anyOf ?? json.oneOf)?.map((one) => formOf(one, fromPath));
  if (forms) return { required: true, content: { "application/json": { schema: { oneOf: forms } } } };
  const body = formOf(json, fromPath);
  return { required: body.required.length > 0, content: { "application/json": { schema: body } } };
}

/** One form of a body. */
function formOf({ properties: all = {}, required = [] }: z.core.JSONSchema.BaseSchema, fromPath: string | null) {
  const { [fromPath ?? ""]: _, ...properties } = all;
  const needed = required.filter((name) => name !== fromPath);
  return { type: "object", properties, required: needed, additionalProperties: false };
}
