/** The part of JSON Schema (2020-12) that the description of the API is written in. */
export interface Schema {
  $ref?: string;
  type?: string | string[];
  const?: unknown;
  enum?: unknown[];
  anyOf?: Schema[];
  oneOf?: Schema[];
  properties?: Record<string, Schema>;
  required?: string[];
  additionalProperties?: boolean | Schema;
  items?: Schema;
}

const PRIMITIVES: Readonly<Record<string, string>> = {
  string: "string",
  number: "number",
  integer: "number",
  boolean: "boolean",
  null: "null",
};

/** A schema as a type of TypeScript; `indent` is how far the line that it stands on is indented. Throws on what it cannot say. */
export function typeText(schema: Schema, indent = ""): string {
  const { $ref, type, anyOf, oneOf } = schema;
  if ($ref !== undefined) return $ref.slice($ref.lastIndexOf("/") + 1);
  if ("const" in schema) return JSON.stringify(schema.const);
  if (schema.enum) return schema.enum.map((value) => JSON.stringify(value)).join(" | ");
  const choices = anyOf ?? oneOf;
  if (choices) return union(choices.map((choice) => typeText(choice, indent)));
  if (Array.isArray(type)) return union(type.map((one) => typeText({ ...schema, type: one }, indent)));
  if (type === "array") return `Array<${typeText(schema.items ?? {}, indent)}>`;
  if (type === "object") return objectText(schema, indent);
  if (type === undefined && Object.keys(schema).every((key) => key === "description" || key === "default"))
    return "unknown";
  const primitive = PRIMITIVES[type ?? ""];
  if (primitive === undefined) throw new Error(`There is no type for ${JSON.stringify(schema)}`);
  return primitive;
}

const union = (types: string[]): string => [...new Set(types)].join(" | ");

function objectText({ properties, required = [], additionalProperties }: Schema, indent: string): string {
  if (properties === undefined) {
    const value = typeof additionalProperties === "object" ? typeText(additionalProperties, indent) : "unknown";
    return `Record<string, ${value}>`;
  }
  const deeper = `${indent}  `;
  const fields = Object.entries(properties).map(
    ([name, schema]) => `${deeper}${key(name)}${required.includes(name) ? "" : "?"}: ${typeText(schema, deeper)};\n`,
  );
  return fields.length === 0 ? "Record<string, never>" : `{\n${fields.join("")}${indent}}`;
}

const key = (name: string): string => (/^[A-Za-z_$][\w$]*$/.test(name) ? name : JSON.stringify(name));
