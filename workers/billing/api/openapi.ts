import * as z from "zod";
import { priceSchema } from "../catalogue/price-input.ts";
import { clockMove, newClock } from "../clock/test-clock.ts";
import { PortalLinkInput } from "../portal/staff-link-routes.ts";
import { usageBatchInput } from "../usage/usage-event.ts";
import { CALLBACK } from "./callback.ts";
import { inputOf } from "./input.ts";
import { JOB_OPERATIONS } from "./job-operation.ts";
import { NewAccount } from "./new-account.ts";
import { OPERATIONS } from "./operation.ts";
import { PAGE_DEFAULT, PAGE_MAX, type ResourceName } from "./resource.ts";
import { ANSWERS } from "./shape/answer.ts";
import { COMPONENTS, type ComponentName } from "./shape/component.ts";
import { WEBHOOK_OPERATIONS } from "./webhook-operation.ts";

type Json = { [name: string]: unknown };

/** What the things of a list are called. */
export const COMPONENT_OF: { [Name in ResourceName]: ComponentName } = {
  subscriptions: "Subscription",
  invoices: "Invoice",
  credit_notes: "CreditNote",
  payments: "Payment",
  refunds: "Refund",
  disputes: "Dispute",
  payment_methods: "PaymentMethod",
  balance_entries: "BalanceEntry",
  waivers: "Waiver",
  overrides: "Override",
  ledger_transactions: "LedgerTransaction",
};

const text = { type: "string" };
const parameter = (name: string, where: "path" | "query" | "header", schema: object, required = where === "path") => ({
  name,
  in: where,
  required,
  schema,
});
const IDEMPOTENCY_KEY = parameter("Idempotency-Key", "header", { type: "string", minLength: 1, maxLength: 200 });
const IF_NONE_MATCH = parameter("If-None-Match", "header", text);
const ref = (name: ComponentName) => ({ $ref: `#/components/schemas/${name}` });

/** The description of `/billing/v1` (OpenAPI 3.1), made of the same schemas by which requests are parsed and answers are typed. */
export function openApi(): object {
  const priceInput = bare(z.toJSONSchema(priceSchema, { io: "input", unrepresentable: "any" }));
  const schemas = { ...shapes(), PriceInput: priceInput };
  const paths: Record<string, Json> = {
    "/accounts": { post: operation("Open an account", "createAccount", [], ref("Account"), NewAccount, 201) },
    "/accounts/{account}": { get: operation("Read an account", "getAccount", ["account"], ref("Account")) },
    "/accounts/{account}/entitlements": {
      get: withParameters(
        operation(
          "What an account may use, its plan, and whether it is comped",
          "getEntitlements",
          ["account"],
          ref("Entitlements"),
        ),
        [IF_NONE_MATCH],
      ),
    },
    "/accounts/{account}/portal_links": {
      post: operation(
        "Let somebody of an account into the portal, once",
        "createPortalLink",
        ["account"],
        ref("PortalLink"),
        PortalLinkInput,
        201,
      ),
    },
    "/test_clocks": {
      get: operation("List test clocks", "listTestClocks", [], pageOf("TestClock")),
      post: operation("Make a time by which test accounts go", "createTestClock", [], ref("TestClock"), newClock, 201),
    },
    "/test_clocks/{id}": {
      get: operation("Read a test clock", "getTestClock", ["id"], ref("TestClock")),
      delete: operation("Cancel a test clock's accounts and remove it", "deleteTestClock", ["id"], null, null, 204),
    },
    "/test_clocks/{id}/advance": {
      post: operation(
        "Move a test clock and all of its accounts",
        "advanceTestClock",
        ["id"],
        ref("TestClock"),
        clockMove,
      ),
    },
    "/usage": { post: operation("Report what accounts used", "reportUsage", [], ref("UsageReport"), usageBatchInput) },
  };
  for (const [name, component] of Object.entries(COMPONENT_OF)) {
    const page = { type: "integer", minimum: 1, maximum: PAGE_MAX, default: PAGE_DEFAULT };
    const list = operation(`List ${words(name)}`, `list${capital(name)}`, ["account"], pageOf(component));
    const parameters = [parameter("limit", "query", page), parameter("cursor", "query", text)];
    paths[`/accounts/{account}/${name}`] = { get: withParameters(list, parameters) };
    paths[`/${name}/{id}`] = {
      get: operation(`Read one of ${words(name)}`, `get${component}`, ["id"], ref(component)),
    };
  }
  for (const { method, path, command, summary, idField, scope } of OPERATIONS) {
    const names = [...path.matchAll(/:(\w+)/g)].map(([, name]) => name ?? "");
    const id = command.replace(/[.-](\w)/g, (_, letter: string) => letter.toUpperCase());
    const answer = { anyOf: [withRefs(ANSWERS[command]), ref("Preview")] };
    const described = operation(summary, id, names, answer, inputOf(command), 200, idField);
    const preview = parameter("preview", "query", { type: "boolean", default: false });
    const at = path.replace(/:(\w+)/g, "{$1}");
    const whole = {
      ...withParameters(described, [IDEMPOTENCY_KEY, preview]),
      description: `Needs the scope ${scope}.`,
    };
    paths[at] = { ...paths[at], [method]: whole };
  }
  for (const { method, path, id, summary, answer, status, input, query } of WEBHOOK_OPERATIONS) {
    const names = path.includes("{id}") ? ["id"] : [];
    const shape = answer === null ? null : "one" in answer ? ref(answer.one) : pageOf(answer.page);
    const described = operation(summary, id, names, shape, input, status);
    const parameters = Object.entries(query).map(([name, schema]) => parameter(name, "query", schema));
    paths[path] = { ...paths[path], [method]: withParameters(described, parameters) };
  }
  for (const { method, path, id, summary, answer, status, input, query } of JOB_OPERATIONS) {
    const names = path.includes("{id}") ? ["id"] : [];
    const shape = answer === null ? null : ref(answer);
    const described = operation(summary, id, names, shape, input === "csv" ? null : input, status);
    const parameters = Object.entries(query).map(([name, schema]) => parameter(name, "query", schema));
    const file = { content: { "text/csv": { schema: text } } };
    paths[path] = {
      ...paths[path],
      [method]: {
        ...withParameters(described, parameters),
        ...(input === "csv" && { requestBody: { required: true, ...file } }),
        ...(answer === null && { responses: { ...described.responses, [status]: { description: "A file", ...file } } }),
      },
    };
  }
  return unbounded({
    openapi: "3.1.0",
    info: { title: "Apiary billing", version: "1" },
    servers: [{ url: "/billing/v1" }],
    components: { schemas, securitySchemes: { token: { type: "http", scheme: "bearer" } } },
    security: [{ token: [] }],
    paths,
    webhooks: { productEvent: { post: CALLBACK } },
  });
}

const words = (name: string): string => name.replaceAll("_", " ");
const capital = (name: string): string => name.replace(/(?:^|_)(\w)/g, (_, letter: string) => letter.toUpperCase());

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
function shapes(): Record<string, Json> {
  const { schemas } = z.toJSONSchema(registry, { uri: (id) => `#/components/schemas/${id}`, unrepresentable: "any" });
  return Object.fromEntries(Object.entries(schemas).map(([name, schema]) => [name, bare(schema)]));
}

/** A schema that refers to the components in it by name. */
function withRefs(schema: z.ZodType): Json {
  const known = Object.entries(COMPONENTS).find(([, component]) => component === schema);
  if (known) return { $ref: `#/components/schemas/${known[0]}` };
  return bare(named(z.toJSONSchema(schema, { metadata: registry, unrepresentable: "any" })));
}

/** A schema whose parts with names are where all components are. */
const named = <Schema extends object>(schema: Schema): Schema =>
  JSON.parse(JSON.stringify(schema).replaceAll('"#/$defs/', '"#/components/schemas/'));

/** Without what is said of a document of its own; what is answered may have more fields tomorrow. */
const bare = ({ $schema: _schema, $id: _id, $defs: _defs, id: _name, ...schema }: Json): Json =>
  without(schema, (key, value) => key === "additionalProperties" && value === false);

/** The bounds of every whole number that JavaScript is exact about say nothing. */
const unbounded = (schema: Json): Json =>
  without(schema, (_, value) => Math.abs(Number(value)) === Number.MAX_SAFE_INTEGER);

const without = (schema: Json, left: (key: string, value: unknown) => boolean): Json =>
  JSON.parse(JSON.stringify(schema, (key, value) => (left(key, value) ? undefined : value)));

function operation(
  summary: string,
  operationId: string,
  names: string[],
  answer: Json | null,
  input: z.ZodType | null = null,
  status = 200,
  fromPath: string | null = null,
) {
  const problem = {
    description: "What was refused, and why",
    content: { "application/problem+json": { schema: ref("Problem") } },
  };
  return {
    summary,
    operationId,
    parameters: names.map((name) => parameter(name, "path", text)),
    ...(input && { requestBody: bodyOf(input, fromPath) }),
    responses: {
      [status]: { description: "Done", ...(answer && { content: { "application/json": { schema: answer } } }) },
      default: problem,
    },
  };
}

const withParameters = <Described extends { parameters: object[] }>(described: Described, more: object[]) => ({
  ...described,
  parameters: [...described.parameters, ...more],
});

/** A request's body: the input without what the path brings. */
function bodyOf(schema: z.ZodType, fromPath: string | null): Json {
  const json = named(z.toJSONSchema(schema, { io: "input", metadata: inputs, unrepresentable: "any" }));
  // One of several bodies: the path brings nothing of these.
  if (json.anyOf ?? json.oneOf) return { required: true, content: { "application/json": { schema: bare(json) } } };
  const { [fromPath ?? ""]: _, ...properties } = json.properties ?? {};
  const required = (json.required ?? []).filter((name) => name !== fromPath);
  const body = { type: "object", properties, required, additionalProperties: false };
  return { required: required.length > 0, content: { "application/json": { schema: body } } };
}
