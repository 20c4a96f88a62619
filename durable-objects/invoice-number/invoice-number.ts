import { DurableObject } from "cloudflare:workers";
import NUMBER from "../../migrations/invoice-number/0000_number.sql";
import { migrate } from "../migrate.ts";

/** Documents that are given numbers in one call at most. */
export const DOCUMENTS_MAX = 1_000;

/** The numbers of one series of a legal entity: without gaps, each given to one document for ever. */
export class InvoiceNumber extends DurableObject<Env> {
  constructor(ctx: DurableObjectState, env: Env) {
    super(ctx, env);
    migrate(ctx.storage, [NUMBER]);
  }

  /** The numbers of documents, in their order, from 1 on; the same document gets the same number however often it asks. */
  allocate(documents: string[]): number[] {
    if (documents.length > DOCUMENTS_MAX) throw new RangeError(`More than ${DOCUMENTS_MAX} documents`);
    const { sql } = this.ctx.storage;
    return this.ctx.storage.transactionSync(() =>
      documents.map((document) => {
        const [known] = sql
          .exec<{ number: number }>("select number from number where document = ?", document)
          .toArray();
        if (known) return known.number;
        const next =
          "insert into number (number, document) select coalesce(max(number), 0) + 1, ? from number returning number";
        return sql.exec<{ number: number }>(next, document).one().number;
      }),
    );
  }

  /** How many numbers were given: the last one. */
  last(): number {
    return this.ctx.storage.sql.exec<{ last: number }>("select count(*) as last from number").one().last;
  }
}
