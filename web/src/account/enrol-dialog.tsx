import { useMutation } from "@tanstack/react-query";
import { useEffect, useState } from "react";
import { totpApi } from "../api/door.ts";
import { CopyLine } from "../ui/copy-line.tsx";
import { Dialog } from "../ui/dialog.tsx";
import { TextField } from "../ui/field.tsx";
import { Form } from "../ui/form.tsx";
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
    <Dialog title="Set up an authenticator app" onClose={onClose}>
      <Form className="" onSubmit={() => confirm.mutate()}>
        <h2>Set up an authenticator app</h2>
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
        <FormFailure error={confirm.error} />
        <div className="dialog-foot">
          <button type="button" className="button" onClick={onClose}>
            Cancel
          </button>
          <button type="submit" className="button primary" disabled={!begin.data || confirm.isPending}>
            Turn it on
          </button>
        </div>
      </Form>
    </Dialog>
  );
}
