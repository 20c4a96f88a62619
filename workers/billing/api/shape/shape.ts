import * as z from "zod";

/**
 * The description of a record that programs read. It does not compile unless it says what the record's own type says, field
 * for field, so that the API's description cannot be wrong about it.
 */
export const shapeOf =
  <Row>() =>
  <Schema extends z.ZodType<Row>>(
    schema: Schema &
      (Row extends z.output<Schema> ? (keyof Row extends keyof z.output<Schema> ? unknown : never) : never),
  ): Schema =>
    schema;

/** What each record says of itself: what it is, and whose. */
export const of = <Name extends string>(name: Name) => ({ object: z.literal(name), accountId: z.string() });

/** Epoch milliseconds. */
export const moment = z.int();
/** Minor units of the currency beside it. */
export const amount = z.int();
export const text = z.string();
export const decimal = z.string();
