import fc from "fast-check";

/** Properties are tried on the same examples in every run, so that a change is judged by what it changes; `SEED=random` looks for new ones. */
const seed = process.env.SEED ?? "1";
if (seed !== "random") fc.configureGlobal({ ...fc.readConfigureGlobal(), seed: Number(seed) });
