import { request } from "node:http";
import type { Order } from "./steward.ts";

/** Sends the steward an order and returns its answer. Plain `node:http`: fetch would cost the supervisor 15 MB. */
export function ask(steward: URL, key: string, order: Order): Promise<unknown> {
  return new Promise((resolve, reject) => {
    const post = request(steward, { method: "POST", headers: { authorization: key } }, (answer) => {
      let text = "";
      answer.setEncoding("utf8").on("data", (piece: string) => {
        text += piece;
      });
      answer.on("error", reject).on("end", () => {
        if (answer.statusCode === 200) resolve(JSON.parse(text));
        else reject(new Error(`${order.kind} failed: ${text}`));
      });
    });
    post.on("error", reject).end(JSON.stringify(order));
  });
}
