import { type Schema, typeText } from "./type-text.ts";

interface Operation {
  summary: string;
  operationId: string;
  parameters: { name: string; in: string; required: boolean; schema: Schema }[];
  requestBody?: { required: boolean; content: Content };
  responses: Record<string, { content?: Content }>;
}

/** What is sent or answered: JSON, else a file as text. */
type Content = { [type: string]: { schema: Schema } };

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
    Object.entries(methods).map(([method, operation]) => ({ path, method: method.toUpperCase(), operation })),
  );
  const types = Object.entries(components.schemas).map(
    ([name, schema]) => `export type ${name} = ${typeText(schema)};\n`,
  );
  const signatures = operations.map(
    ({ operation }) => `  /** ${operation.summary}. */\n  ${operation.operationId}: ${signature(operation)};\n`,
  );
  const table = operations.map(
    ({ method, path, operation }) =>
      `  ${operation.operationId}: { method: "${method}", path: "${path}"${filesOf(operation)} },\n`,
  );
  return [
    HEAD,
    types.join("\n"),
    `/** What each operation takes and answers, by its name. */\nexport interface Operations {\n${signatures.join("")}}\n`,
    `/** Where each operation is, whether it takes a file, and of which type the file is that it answers. */\nexport const OPERATIONS: { [Name in keyof Operations]: { method: string; path: string; file?: true; answer?: string } } = {\n${table.join("")}};\n`,
  ].join("\n");
}

/** Files are texts, whatever is in them; everything else is JSON. */
const schemaOf = (content: Content | undefined): Schema | undefined => Object.values(content ?? {})[0]?.schema;

/** What is said of an operation that takes or answers a file. */
function filesOf(operation: Operation): string {
  const [type = JSON_TYPE] = Object.keys(answerOf(operation) ?? {});
  const taken = operation.requestBody?.content["text/csv"] ? ", file: true" : "";
  return `${taken}${type === JSON_TYPE ? "" : `, answer: "${type}"`}`;
}

const JSON_TYPE = "application/json";

const answerOf = ({ responses }: Operation): Content | undefined =>
  Object.entries(responses).find(([status]) => status.startsWith("2"))?.[1].content;

/** Headers are the client's own business. */
function signature(operation: Operation): string {
  const { parameters, requestBody } = operation;
  const parts = [part("params", "path", parameters), part("query", "query", parameters)];
  const body = schemaOf(requestBody?.content);
  if (body) parts.push(`      body${requestBody?.required ? "" : "?"}: ${typeText(body, "      ")};\n`);
  return `{\n    request: {\n${parts.join("")}    };\n    answer: ${typeText(schemaOf(answerOf(operation)) ?? {}, "    ")};\n  }`;
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
