import { useState } from "react";
import { catalogueApi } from "../api/catalogue.ts";
import { TextField } from "../ui/field.tsx";
import { FormDialog } from "../ui/form-dialog.tsx";
import { fieldError } from "../ui/form-failure.tsx";
import { useChange } from "./use-change.ts";

/** Makes a product. */
export function ProductDialog({ onClose }: { onClose: () => void }) {
  const [fields, setFields] = useState({ name: "", description: "", taxCode: "saas" });
  const save = useChange(() => catalogueApi.createProduct(fields), onClose);
  const set = (field: keyof typeof fields) => (value: string) => setFields((now) => ({ ...now, [field]: value }));
  return (
    <FormDialog
      title="New product"
      verb="Create the product"
      disabled={save.isPending}
      error={save.error}
      onSubmit={() => save.mutate(undefined)}
      onClose={onClose}
    >
      <TextField
        label="Name"
        value={fields.name}
        onChange={set("name")}
        error={fieldError(save.error, "name")}
        required
        maxLength={100}
        autoFocus
      />
      <TextField
        label="Description"
        value={fields.description}
        onChange={set("description")}
        error={fieldError(save.error, "description")}
        maxLength={1000}
      />
      <TextField
        label="Tax code"
        hint="What kind of thing it is, for the rules of tax."
        value={fields.taxCode}
        onChange={set("taxCode")}
        error={fieldError(save.error, "taxCode")}
        required
        maxLength={40}
      />
    </FormDialog>
  );
}
