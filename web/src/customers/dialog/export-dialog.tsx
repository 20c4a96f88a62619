import { useMutation } from "@tanstack/react-query";
import { save as saveFile } from "../../chart/save.ts";
import { FormDialog } from "../../ui/form-dialog.tsx";
import { customersApi } from "../customers-api.ts";
import type { DialogProps } from "./dialog-props.ts";
import { useLookReason } from "./look-reason.tsx";

/** Hands out everything that is kept of an account, as one file. */
export function ExportDialog(props: DialogProps) {
  const { view } = props;
  const { reason, field, close } = useLookReason(props, "export");
  const save = useMutation({
    mutationFn: async () =>
      saveFile(`account-${view.account.id}.json`, await customersApi.export(view.account.id, reason)),
    onSuccess: close,
  });
  return (
    <FormDialog
      title="Export everything"
      verb={save.isPending ? "Exporting" : "Export"}
      disabled={save.isPending || reason.trim() === ""}
      error={save.error}
      onSubmit={() => save.mutate()}
      onClose={close}
    >
      <ul className="effect">
        <li>One JSON file with every record, every command of the log, and people's names and mail addresses.</li>
        <li>Nothing changes; that you took it is in the audit log.</li>
      </ul>
      {field}
    </FormDialog>
  );
}
