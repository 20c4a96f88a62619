/** SQL: whether the endpoint `e` chose a type. */
export const chose = (type: string): string =>
  `(e.types is null or exists (select 1 from json_each(e.types) chosen where chosen.value = ${type}))`;
