import { useMutation } from "@tanstack/react-query";
import { useState } from "react";
import type { ChartAccount } from "../../../../workers/billing/ledger/view.ts";
import { useMay } from "../../shell/me.ts";
import { Field, TextField } from "../../ui/field.tsx";
import { FormDialog } from "../../ui/form-dialog.tsx";
import { SendButton, useSend } from "../../ui/send-button.tsx";
import { ACTIONS, Table } from "../../ui/table.tsx";
import { chartQuery } from "../books/ledger-api.ts";
import { useLedgerChange } from "../books/use-ledger-change.ts";
import { Report } from "../reports/report.tsx";
import { CLASS_TITLES } from "../reports/statement-table.tsx";

const NEW: ChartAccount = {
  code: "",
  name: "",
  class: "expense",
  contra: false,
  divided: null,
  exportName: "",
  exportCode: "",
  builtIn: false,
};

/** The chart of accounts: names, and what each is called where the books are exported to. */
export function ChartSettings() {
  const [open, setOpen] = useState<ChartAccount | null>(null);
  const send = useLedgerChange();
  const may = useMay("billing:close");
  const remove = useSend((code: string) => send("POST", "chart", { kind: "remove", code }), "It stays.");
  return (
    <section className="stack" aria-labelledby="chart">
      <div className="line-up apart">
        <h2 id="chart">Chart of accounts</h2>
        <button type="button" className="button" disabled={!may} onClick={() => setOpen(NEW)}>
          Add an account
        </button>
      </div>
      <Report query={chartQuery} what="The chart of accounts">
        {({ accounts }) => (
          <Table columns={["Code", "Name", "Class", "In QuickBooks", "In Xero", ACTIONS]}>
            {accounts.map((account) => (
              <tr key={account.code}>
                <td data-label="Code">
                  <span className="code-name">{account.code}</span>
                </td>
                <td data-label="Name">{account.name}</td>
                <td data-label="Class">
                  {CLASS_TITLES[account.class]}
                  {account.contra && ", contra"}
                </td>
                <td data-label="In QuickBooks">{account.exportName}</td>
                <td data-label="In Xero">{account.exportCode}</td>
                <td className="actions">
                  <button type="button" className="button quiet small" disabled={!may} onClick={() => setOpen(account)}>
                    Rename
                  </button>
                  {!account.builtIn && (
                    <SendButton by={remove} wish={account.code} className="button quiet small" disabled={!may}>
                      Remove
                    </SendButton>
                  )}
                </td>
              </tr>
            ))}
          </Table>
        )}
      </Report>
      {open && <AccountDialog account={open} onClose={() => setOpen(null)} />}
    </section>
  );
}

function AccountDialog({ account, onClose }: { account: ChartAccount; onClose: () => void }) {
  const [fields, setFields] = useState(account);
  const send = useLedgerChange();
  const set = (name: "code" | "name" | "exportName" | "exportCode") => (value: string) =>
    setFields((now) => ({ ...now, [name]: value }));
  const { code, name, exportName, exportCode } = fields;
  const body = () => {
    const names = { name, exportName: exportName || name, exportCode: exportCode || code };
    const { class: kind, contra } = fields;
    return account.code === ""
      ? { kind: "add", account: { code, ...names, class: kind, contra } }
      : { kind: "change", code, ...names };
  };
  const save = useMutation({ mutationFn: () => send("POST", "chart", body()), onSuccess: onClose });
  return (
    <FormDialog
      title={account.code === "" ? "Add an account" : `Rename ${account.code}`}
      verb="Save"
      disabled={save.isPending || name.trim() === "" || code === ""}
      error={save.error}
      onSubmit={() => save.mutate()}
      onClose={onClose}
    >
      {account.code === "" && (
        <>
          <TextField
            label="Code"
            hint="Four digits"
            inputMode="numeric"
            maxLength={4}
            value={code}
            onChange={set("code")}
          />
          <Field label="Class">
            {(control) => (
              <select
                {...control}
                className="input"
                value={fields.class}
                onChange={(event) => {
                  // The options are the classes.
                  const kind = event.target.value as ChartAccount["class"];
                  setFields((now) => ({ ...now, class: kind }));
                }}
              >
                {Object.entries(CLASS_TITLES).map(([kind, title]) => (
                  <option key={kind} value={kind}>
                    {title}
                  </option>
                ))}
              </select>
            )}
          </Field>
        </>
      )}
      <TextField label="Name" value={name} onChange={set("name")} />
      <TextField
        label="Name in QuickBooks"
        hint="As it is there, Parent:Sub"
        value={exportName}
        onChange={set("exportName")}
      />
      <TextField label="Code in Xero" value={exportCode} onChange={set("exportCode")} />
    </FormDialog>
  );
}
