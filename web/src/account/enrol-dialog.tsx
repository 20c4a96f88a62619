import { useMutation } from "@tanstack/react-query";
import { useEffect, useState } from "react";
import { totpApi } from "../api/door.ts";
import { CopyLine } from "../ui/copy-line.tsx";
import { TextField } from "../ui/field.tsx";
import { FormDialog } from "../ui/form-dialog.tsx";
import { FormFailure } from "../ui/form-failure.tsx";
import { QrCode } from "./qr-code.tsx";
import { RecoveryCodes } from "./recovery-codes.tsx";

interface EnrolDialogProps {
  onClose: () => void;
  /** Called once the app has proved itself. */
  enrolled: () => Promise<unknown>;
}

/** Sets up an authenticator app: scan, prove with one code, keep the recovery codes. */
export function EnrolDialog({ onClose, enrolled }: EnrolDialogProps) {
  const [code, setCode] = useState("");
  const begin = useMutation({ mutationFn: () => totpApi.begin() });
  const { mutate: start } = begin;
  useEffect(() => start(), [start]);
  const confirm = useMutation({ mutationFn: () => totpApi.confirm(code.replace(/\s/g, "")) });
  const finish = () => {
    onClose();
    void enrolled();
  };
  if (confirm.isSuccess && begin.data) return <RecoveryCodes codes={begin.data.backupCodes} onClose={finish} />;
  return (
    <FormDialog
      title="Set up an authenticator app"
      verb="Turn it on"
      disabled={!begin.data || confirm.isPending}
      error={confirm.error}
      onSubmit={() => confirm.mutate()}
      onClose={onClose}
    >
      <p className="muted">Scan this with the app, or copy the key into it.</p>
      <FormFailure error={begin.error} />
      <div className="qr-place">
        {begin.data && <QrCode text={begin.data.totpURI} label="QR code for the authenticator app" />}
      </div>
      {begin.data && <CopyLine text={new URL(begin.data.totpURI).searchParams.get("secret") ?? ""} what="key" />}
      <TextField
        label="Code from the app"
        hint="Six digits; they change every 30 seconds."
        value={code}
        onChange={setCode}
        className="code"
        inputMode="numeric"
        autoComplete="one-time-code"
        pattern="[0-9 ]{6,7}"
        required
      />
    </FormDialog>
  );
}
