import { type Schema, typeText } from "./type-text.ts";

interface Operation {
  summary: string;
  operationId: string;
  parameters: { name: string; in: string; required: boolean; schema: Schema }[];
  requestBody?: { required: boolean; content: { "application/json": { schema: Schema } } };
  responses: Record<string, { content?: { "application/json"?: { schema: Schema } } }>;
}

/** What of an OpenAPI description a client is made of. */
export interface Description {
  paths: Record<string, Record<string, Operation>>;
  components: { schemas: Record<string, Schema> };
}

const HEAD = `// Made by \`npm run client\` of the description at /billing/v1/openapi.json, and checked to be its newest by the tests.
`;

/** The client's types and its table of operations, as a file. */
export function clientText({ paths, components }: Description): string {
  const operations = Object.entries(paths).flatMap(([path, methods]) =>
    Object.entries(methods)
      .filter(([, operation]) => isJson(operation))
      .map(([method, operation]) => ({ path, method: method.toUpperCase(), operation })),
  );
  const types = Object.entries(components.schemas).map(
    ([name, schema]) => `export type ${name} = ${typeText(schema)};\n`,
  );
  const signatures = operations.map(
    ({ operation }) => `  /** ${operation.summary}. */\n  ${operation.operationId}: ${signature(operation)};\n`,
  );
  const table = operations.map(
    ({ method, path, operation }) => `  ${operation.operationId}: { method: "${method}", path: "${path}" },\n`,
  );
  return [
    HEAD,
    types.join("\n"),
    `/** What each operation takes and answers, by its name. */\nexport interface Operations {\n${signatures.join("")}}\n`,
    `/** Where each operation is. */\nexport const OPERATIONS: { [Name in keyof Operations]: { method: string; path: string } } = {\n${table.join("")}};\n`,
  ].join("\n");
}

/** Files go past the client: it sends and reads JSON. */
const isJson = ({ requestBody, responses }: Operation): boolean =>
  [
    requestBody,
    ...Object.entries(responses).flatMap(([status, answer]) => (status.startsWith("2") ? [answer] : [])),
  ].every((part) => part?.content === undefined || "application/json" in part.content);

/** Headers are the client's own business. */
function signature({ parameters, requestBody, responses }: Operation): string {
  const parts = [part("params", "path", parameters), part("query", "query", parameters)];
  const body = requestBody?.content["application/json"].schema;
  if (body) parts.push(`      body${requestBody?.required ? "" : "?"}: ${typeText(body, "      ")};\n`);
  const answer = Object.entries(responses).find(([status]) => status.startsWith("2"))?.[1].content?.[
    "application/json"
  ];
  return `{\n    request: {\n${parts.join("")}    };\n    answer: ${typeText(answer?.schema ?? {}, "    ")};\n  }`;
}

function part(name: string, where: string, parameters: Operation["parameters"]): string {
  const own = parameters.filter((parameter) => parameter.in === where);
  if (own.length === 0) return "";
  const schema = {
    type: "object",
    properties: Object.fromEntries(own.map((parameter) => [parameter.name, parameter.schema])),
    required: own.filter(({ required }) => required).map((parameter) => parameter.name),
  };
  return `      ${name}${schema.required.length > 0 ? "" : "?"}: ${typeText(schema, "      ")};\n`;
}
