import { useQuery } from "@tanstack/react-query";
import { useDeferredValue, useState } from "react";
import { ProblemError } from "../../api/request.ts";
import { TextField } from "../../ui/field.tsx";
import { numbers, Table } from "../../ui/table.tsx";
import { minorAmount, moneyText, unitMoney } from "../amount.ts";
import { previewQuery } from "../catalogue/catalogue-queries.ts";
import { chargeOf, type PriceForm } from "./price-form.ts";

/** What quantities cost by the price as it is written, from the server's own rule. */
export function CostPreview({ form }: { form: PriceForm }) {
  const [wanted, setWanted] = useState("");
  const quantities = wanted.split(/[\s,;]+/).filter((text) => text !== "");
  const { currency } = form;
  // As text, so that the same wish is the same key while other fields are typed in.
  const wish = JSON.stringify({
    charge: chargeOf(form),
    minimumAmount: minorAmount(form.minimum, currency),
    quantities,
  });
  const query = useQuery(previewQuery(JSON.parse(useDeferredValue(wish))));
  const rows = query.isError ? [] : (query.data?.rows ?? []);
  const share = form.kind === "percentage" || form.kind === "graduated-percentage";
  // A share is taken of an amount, which the preview counts in minor units.
  const shown = (quantity: string) => (share ? moneyText(Number(quantity), currency) : quantity);
  return (
    <section className="stack" aria-labelledby="cost">
      <h2 id="cost">What it costs</h2>
      <TextField
        label={share ? "Amounts, in minor units" : "Quantities"}
        hint="Several with commas. Empty: those at which the price bends."
        value={wanted}
        onChange={setWanted}
      />
      {query.isError && (
        <p className="muted" role="status">
          {query.error instanceof ProblemError ? (query.error.causes[0] ?? query.error.message) : "No preview."}
        </p>
      )}
      {rows.length > 0 && (
        <Table
          columns={[numbers(share ? "Amount" : "Quantity"), numbers("Costs"), numbers("Each on average"), "Because"]}
        >
          {rows.map(({ quantity, amount, average, isMinimum }) => (
            <tr key={quantity}>
              <th scope="row" className="number">
                {shown(quantity)}
              </th>
              <td className="number" data-label="Costs">
                {moneyText(amount, currency)}
              </td>
              <td className="number" data-label="Each on average">
                {average === null || share ? "–" : unitMoney(rounded(average), currency)}
              </td>
              <td data-label="Because">{isMinimum ? "the minimum" : "–"}</td>
            </tr>
          ))}
        </Table>
      )}
    </section>
  );
}

/** An average of minor units, with two places at most: it is for comparing. */
const rounded = (average: string): string => String(Math.round(Number(average) * 100) / 100);
