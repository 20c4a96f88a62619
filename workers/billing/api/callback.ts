import { PRODUCT_EVENT_TYPES } from "../webhook/event.ts";
import type { ComponentName } from "./shape/component.ts";

const text = { type: "string" };
const ref = (name: ComponentName) => ({ $ref: `#/components/schemas/${name}` });

const event = {
  type: "object",
  properties: {
    ...{ id: text, object: { const: "event" }, type: { enum: PRODUCT_EVENT_TYPES }, apiVersion: text },
    ...{
      timestamp: { type: "string", format: "date-time" },
      sequence: { type: "integer" },
      account: text,
      product: text,
    },
    data: {
      type: "object",
      properties: {
        resource: text,
        object: { anyOf: [ref("AccountRecord"), ref("PersonPart"), ref("Holding")] },
        previous: { type: ["object", "null"] },
      },
      required: ["resource", "object", "previous"],
    },
    owner: { anyOf: [ref("EventOwner"), { type: "null" }] },
    person: { anyOf: [ref("EventPerson"), { type: "null" }] },
  },
  required: ["id", "object", "type", "apiVersion", "timestamp", "sequence", "account", "product", "data"],
};

/** What Queenbee sends to a product's endpoint, for the description of the API. */
export const CALLBACK = {
  summary: "Something happened to an account; signed as Standard Webhooks says",
  requestBody: { required: true, content: { "application/json": { schema: event } } },
  responses: { 200: { description: "Carried out, or nothing to do" }, default: { description: "Sent again later" } },
};
