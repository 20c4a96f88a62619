import { TextField } from "../../ui/field.tsx";
import { tagsOf } from "../account-words.ts";
import { CommandDialog } from "../command-dialog.tsx";
import { useDialogDraft } from "./dialog-draft.ts";
import type { DialogProps } from "./dialog-props.ts";

/** Adds and removes tags: the line is what the account has afterwards. */
export function TagsDialog(props: DialogProps) {
  const { view } = props;
  const { tags } = view.account;
  const draft = useDialogDraft(props, "tags", { text: tags.join(" ") });
  const wanted = tagsOf(draft.values.text);
  const add = wanted.filter((tag) => !tags.includes(tag));
  const remove = tags.filter((tag) => !wanted.includes(tag));
  return (
    <CommandDialog
      view={view}
      title="Tags"
      verb="Keep these tags"
      command="account.tag"
      input={add.length + remove.length === 0 ? null : { add, remove }}
      onClose={draft.close}
    >
      <TextField
        label="Tags"
        hint="With spaces between them; customers are found by #tag."
        value={draft.values.text}
        onChange={(text) => draft.change({ text })}
      />
    </CommandDialog>
  );
}

/** Says by which id another system knows the account, or that it does no longer. */
export function LinkDialog(props: DialogProps) {
  const { view, on } = props;
  const { externalIds } = view.account;
  const draft = useDialogDraft(props, "link", { system: on ?? "", externalId: on ? (externalIds[on] ?? "") : "" });
  const system = draft.values.system.trim().toLowerCase();
  const externalId = draft.values.externalId.trim() || null;
  const same = (externalIds[system] ?? null) === externalId;
  return (
    <CommandDialog
      view={view}
      title="Id in another system"
      verb={externalId === null ? "Take the id away" : "Keep the id"}
      command="account.link"
      input={system === "" || same ? null : { system, externalId }}
      onClose={draft.close}
    >
      <TextField label="System" hint="A short name, such as crm." {...draft.field("system")} />
      <TextField label="Its id there" hint="Empty: none. The account is found by it." {...draft.field("externalId")} />
    </CommandDialog>
  );
}
