/**
 * The datasets and the columns that carry their dimensions and measures. Analytics Engine names columns by number;
 * this is the only place that knows which is which. `blob1` is always the dataset's name.
 */
export const DATASETS = {
  outcome: {
    dimensions: { project: "index1", outcome: "blob2", category: "blob3", reason: "blob4" },
    measures: { quantity: "double1", bytes: "double2" },
  },
} as const;

export type DatasetName = keyof typeof DATASETS;
export type Dimension<D extends DatasetName> = keyof (typeof DATASETS)[D]["dimensions"] & string;
export type Measure<D extends DatasetName> = keyof (typeof DATASETS)[D]["measures"] & string;

/** One observation: a value for every dimension and measure of its dataset. */
export interface DataPoint<D extends DatasetName = DatasetName> {
  dataset: D;
  dimensions: Record<Dimension<D>, string>;
  measures: Record<Measure<D>, number>;
}

/** A sum of measures per hour and per value of the grouping dimensions. */
export interface Query<D extends DatasetName> {
  dataset: D;
  /** Epoch milliseconds; `from` included, `to` not. The table knows hours only, so `from` is the beginning of one. */
  fromMs: number;
  toMs: number;
  groupBy: Dimension<D>[];
  perHour: boolean;
}

/** One row of an answer; `hour` is hours since the epoch, 0 when the query is not per hour. */
export interface Row<D extends DatasetName> {
  hour: number;
  dimensions: Partial<Record<Dimension<D>, string>>;
  measures: Record<Measure<D>, number>;
}
