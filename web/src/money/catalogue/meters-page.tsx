import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { useMay } from "../../shell/me.ts";
import { SkeletonRows } from "../../ui/skeleton.tsx";
import { Empty, Failed } from "../../ui/state.tsx";
import { ACTIONS, Table } from "../../ui/table.tsx";
import { counted } from "../../words/number.ts";
import { TabHead } from "../tab-head.tsx";
import { ArchiveButton } from "./archive-button.tsx";
import { metersQuery } from "./catalogue-queries.ts";
import { MeterDialog } from "./meter-dialog.tsx";
import { AGGREGATION_WORDS } from "./meter-words.ts";

/** What is measured of accounts. */
export function MetersPage() {
  const query = useQuery(metersQuery);
  const [open, setOpen] = useState(false);
  const meters = query.data?.meters;
  const create = useMay("billing:catalogue") && (
    <button type="button" className="button primary" onClick={() => setOpen(true)}>
      Create a meter
    </button>
  );
  return (
    <div className="stack">
      <TabHead
        sentence={meters ? `${counted(meters.length, "meter")} that apps report to` : query.isPending && "Looking"}
      >
        {create}
      </TabHead>
      <div>
        {query.isPending && <SkeletonRows count={4} what="meters" />}
        {query.isError && !meters && <Failed what="The list of meters" error={query.error} retry={query.refetch} />}
        {meters?.length === 0 && (
          <Empty icon="usage" title="Nothing is measured yet">
            <p className="muted">A meter adds up what apps report of an account; a price charges what it measured.</p>
            {create}
          </Empty>
        )}
        {meters && meters.length > 0 && (
          <Table columns={["Name", "Key", "Unit", "Quantity of a period", ACTIONS]}>
            {meters.map(({ id, name, key, unit, aggregation, archivedMs }) => (
              <tr key={id}>
                <th scope="row">
                  {name} {archivedMs !== null && <span className="badge">archived</span>}
                </th>
                <td data-label="Key">
                  <code>{key}</code>
                </td>
                <td data-label="Unit">{unit}</td>
                <td data-label="Quantity of a period">{AGGREGATION_WORDS[aggregation]}</td>
                <td className="actions">
                  <ArchiveButton what="meters" {...{ id, name, archivedMs }} />
                </td>
              </tr>
            ))}
          </Table>
        )}
      </div>
      {open && <MeterDialog onClose={() => setOpen(false)} />}
    </div>
  );
}
