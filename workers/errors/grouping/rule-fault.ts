/** What is wrong at one place of a rules text. Lines and columns count from 1, columns in UTF-16 units. */
export interface RuleFault {
  line: number;
  column: number;
  /** One sentence for people. */
  detail: string;
}
