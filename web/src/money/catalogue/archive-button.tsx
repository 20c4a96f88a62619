import { useState } from "react";
import { type Archivable, catalogueApi } from "../../api/catalogue.ts";
import { useMay } from "../../shell/me.ts";
import { Confirm } from "../../ui/confirm.tsx";
import { SendButton } from "../../ui/send-button.tsx";
import { useChange } from "./use-change.ts";

interface ArchiveButtonProps {
  what: Archivable;
  id: string;
  name: string;
  archivedMs: number | null;
}

const MEANS: Record<Archivable, string> = {
  products: "None of its plans can be bought any more. Whoever has one keeps it and goes on paying what was agreed.",
  plans: "Nobody can buy it any more. Whoever has it keeps it and goes on paying what was agreed.",
  prices: "Nobody can buy at it any more. Whoever has it keeps it and goes on paying what was agreed.",
  coupons: "Nobody can redeem it any more. Whoever did keeps what it takes off.",
  promotion_codes: "Nobody can redeem the coupon by it any more. Whoever did keeps what it takes off.",
  meters: "Events of apps for it are refused. What was measured stays, and is billed.",
};

/** What puts back what is not sold itself. */
const AGAIN: Partial<Record<Archivable, string>> = {
  coupons: "Take it again",
  promotion_codes: "Take it again",
  meters: "Measure it again",
};

/** Takes something off sale after asking, and puts it back at once. */
export function ArchiveButton({ what, id, name, archivedMs }: ArchiveButtonProps) {
  const [asking, setAsking] = useState(false);
  const change = useChange((archived: boolean) => catalogueApi.archive(what, id, archived));
  if (!useMay("billing:catalogue")) return null;
  if (archivedMs !== null) {
    return (
      <SendButton by={change} wish={false} className="button small">
        {AGAIN[what] ?? "Sell it again"}
      </SendButton>
    );
  }
  return (
    <>
      <button type="button" className="button small" aria-label={`Archive ${name}`} onClick={() => setAsking(true)}>
        Archive
      </button>
      {asking && (
        <Confirm
          title={`Archive ${name}?`}
          verb="Archive it"
          act={() => change.mutateAsync(true)}
          onClose={() => setAsking(false)}
        >
          <p>{MEANS[what]}</p>
        </Confirm>
      )}
    </>
  );
}
