import { useMutation } from "@tanstack/react-query";
import type { AuditVerification } from "../../../workers/identity/view.ts";
import { identityApi } from "../api/identity.ts";
import { useMay } from "../shell/me.ts";
import { Icon } from "../ui/icon.tsx";
import { counted, whole } from "../words/number.ts";

/** Recomputes the whole chain and says in words whether it holds. */
export function VerifyAudit() {
  const mayRead = useMay("audit:read");
  const verify = useMutation({ mutationFn: () => identityApi.verifyAudit() });
  if (!mayRead) return null;
  return (
    <div className="verify">
      <button type="button" className="button" disabled={verify.isPending} onClick={() => verify.mutate()}>
        <Icon name="check" />
        {verify.isPending ? "Verifying" : "Verify the chain"}
      </button>
      <p role="status" className={verify.data ? `small ${verify.data.ok ? "verified" : "broken"}` : "small"}>
        {verify.data && verificationText(verify.data)}
        {verify.isError && `It could not be verified. ${verify.error.message}`}
      </p>
    </div>
  );
}

/** The answer of a verification in words. */
export function verificationText({ ok, entries, brokenAt }: AuditVerification): string {
  if (ok) return `Whole: ${counted(entries, "entry", "entries")}, each fits the one before.`;
  return `Broken at entry ${whole(brokenAt ?? 0)}: it or the one before was changed or removed. Entries before it hold.`;
}
