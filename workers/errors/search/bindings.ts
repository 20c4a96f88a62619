export type Binding = string | number | null;

/** The values bound to one statement. Its text names them by number, so that one value may stand in several places. */
export class Bindings {
  readonly values: Binding[] = [];

  /** Binds a value, once. Returns what stands for it in the statement. */
  readonly add = (value: Binding): string => {
    const known = this.values.indexOf(value);
    return `?${known >= 0 ? known + 1 : this.values.push(value)}`;
  };
}

export type Bind = Bindings["add"];
