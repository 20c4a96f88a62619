import { useQuery } from "@tanstack/react-query";
import { type RefObject, useState } from "react";
import { ChoiceChip } from "../ui/choice-chip.tsx";
import { TextField } from "../ui/field.tsx";
import { FormDialog } from "../ui/form-dialog.tsx";
import { Icon } from "../ui/icon.tsx";
import { Menu } from "../ui/menu.tsx";
import { MenuItem } from "../ui/menu-item.tsx";
import { type CustomerSearch, NEEDS, STATES, searchWords } from "./customer-search.ts";
import { plansQuery } from "./customers-api.ts";
import { forgetFilter, savedFilters, saveFilter } from "./saved-filters.ts";

interface CustomerFiltersProps {
  input: RefObject<HTMLInputElement | null>;
  search: CustomerSearch;
  change: (search: { [name in keyof CustomerSearch]?: string | undefined }) => void;
  /** Goes on to what was found. */
  enter: () => void;
}

/** The search, and the filters as a sentence: state, comp, plan, what waits for somebody; and those that were saved. */
export function CustomerFilters({ input, search, change, enter }: CustomerFiltersProps) {
  const plans = useQuery(plansQuery).data?.plans ?? [];
  // A search names accounts by itself: nothing narrows it.
  const narrow = (edit: Parameters<typeof change>[0]) => change({ ...edit, query: undefined });
  return (
    <div className="customer-filters">
      <input
        ref={input}
        className="input"
        type="search"
        aria-label="Search customers"
        placeholder="Name, owner, mail, @domain, id, invoice number, last four digits, #tag"
        value={search.query ?? ""}
        onKeyDown={({ key, nativeEvent }) => {
          if ((key === "Enter" && !nativeEvent.isComposing) || key === "ArrowDown") enter();
        }}
        onChange={(event) =>
          change({ query: event.target.value, status: undefined, comped: undefined, plan: undefined, needs: undefined })
        }
      />
      <div className="line-up">
        <ChoiceChip
          label="State"
          value={search.status}
          all="Any state"
          choices={STATES.map((state) => [state, state.replace("-", " ")])}
          choose={(status) => narrow({ status })}
        />
        <ChoiceChip
          label="Comp"
          value={search.comped}
          all="comped or not"
          choices={[
            ["true", "comped"],
            ["false", "not comped"],
          ]}
          choose={(comped) => narrow({ comped })}
        />
        <ChoiceChip
          label="Plan"
          value={search.plan}
          all="on any plan"
          choices={plans.map((plan) => [plan, `on ${plan}`])}
          choose={(plan) => narrow({ plan })}
        />
        <ChoiceChip
          label="Waits"
          value={search.needs}
          all="whatever waits"
          choices={NEEDS}
          choose={(needs) => narrow({ needs })}
        />
        <SavedFilters shown={search} open={({ before: _, ...saved }) => change({ ...NOTHING, ...saved })} />
      </div>
    </div>
  );
}

const NOTHING = { query: undefined, status: undefined, comped: undefined, plan: undefined, needs: undefined };

function SavedFilters({ shown, open }: { shown: CustomerSearch; open: (search: CustomerSearch) => void }) {
  const [filters, setFilters] = useState(savedFilters);
  const [naming, setNaming] = useState<string | null>(null);
  const { before: _, ...search } = shown;
  const isFiltered = Object.keys(search).length > 0;
  const here = filters.find((filter) => JSON.stringify(filter.search) === JSON.stringify(search));
  return (
    <>
      <Menu
        label={here ? `Saved filters: ${here.name}` : "Saved filters"}
        buttonClass={here ? "chip chosen" : "chip"}
        button={
          <>
            {here?.name ?? "Saved"} <Icon name="down" />
          </>
        }
      >
        {filters.map((filter) => (
          <MenuItem key={filter.name} onChoose={() => open(filter.search)}>
            {filter.name}
          </MenuItem>
        ))}
        {filters.length > 0 && <hr />}
        <MenuItem icon="plus" disabled={!isFiltered} onChoose={() => setNaming(searchWords(search))}>
          Save this filter
        </MenuItem>
        {here && (
          <MenuItem icon="trash" onChoose={() => setFilters(forgetFilter(here.name))}>
            Forget {here.name}
          </MenuItem>
        )}
      </Menu>
      {naming !== null && (
        <FormDialog
          title="Save this filter"
          verb="Save"
          disabled={naming.trim() === ""}
          error={null}
          onSubmit={() => {
            setFilters(saveFilter({ name: naming.trim(), search }));
            setNaming(null);
          }}
          onClose={() => setNaming(null)}
        >
          <TextField label="Name" value={naming} onChange={setNaming} hint="It is kept in this browser." />
        </FormDialog>
      )}
    </>
  );
}
