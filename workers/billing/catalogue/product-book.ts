import { PRODUCT_VERSIONS_MAX, PRODUCTS_MAX } from "./limits.ts";
import type { Product, ProductContent } from "./product.ts";

interface Row {
  id: string;
  version: number;
  content: string;
  created_at_ms: number;
  version_at_ms: number;
  created_by: string;
  archived_at_ms: number | null;
}

const VERSIONS = `select product.id, version.version, version.content, product.created_at_ms,
    version.created_at_ms as version_at_ms, version.created_by, product.archived_at_ms
  from billing_product as product join billing_product_version as version on version.product_id = product.id`;
const NEWEST = "version.version = product.version";

/** All products as their newest versions say them, by name. */
export async function listProducts(db: D1Database): Promise<Product[]> {
  const { results } = await db
    .prepare(`${VERSIONS} where ${NEWEST} order by product.name, product.id limit ${PRODUCTS_MAX}`)
    .all<Row>();
  return results.map(productOf);
}

/** The newest version of a product; null when there is none of that id. */
export async function findProduct(db: D1Database, id: string): Promise<Product | null> {
  const row = await db.prepare(`${VERSIONS} where product.id = ? and ${NEWEST}`).bind(id).first<Row>();
  return row && productOf(row);
}

/** All versions of a product, newest first. */
export async function productVersions(db: D1Database, id: string): Promise<Product[]> {
  const { results } = await db
    .prepare(`${VERSIONS} where product.id = ? order by version.version desc limit ${PRODUCT_VERSIONS_MAX}`)
    .bind(id)
    .all<Row>();
  return results.map(productOf);
}

const INSERT_VERSION = `insert into billing_product_version (product_id, version, content, created_at_ms, created_by)
  select ?1, ?2, ?3, ?4, ?5`;

const versionOf = ({ id, version, name, description, taxCode, versionMs, createdBy }: Product) => {
  const content: ProductContent = { name, description, taxCode };
  return [id, version, JSON.stringify(content), versionMs, createdBy];
};

/** Adds a product with its first version; false when there are as many as may be. */
export async function insertProduct(db: D1Database, product: Product): Promise<boolean> {
  const { id, name, description, taxCode, createdMs } = product;
  const [inserted] = await db.batch([
    db
      .prepare(
        `insert into billing_product (id, name, description, tax_code, created_at_ms)
         select ?1, ?2, ?3, ?4, ?5 where (select count(*) from billing_product) < ?6`,
      )
      .bind(id, name, description, taxCode, createdMs, PRODUCTS_MAX),
    // `changes()` is what the statement before did.
    db.prepare(`${INSERT_VERSION} where changes() = 1`).bind(...versionOf(product)),
  ]);
  return inserted?.meta.changes === 1;
}

/** Adds a version of a product; false when another became that version meanwhile, or there are as many as may be. */
export async function insertProductVersion(db: D1Database, product: Product): Promise<boolean> {
  const { id, version, name, description, taxCode } = product;
  const [inserted] = await db.batch([
    db
      .prepare(
        `${INSERT_VERSION} where ?2 <= ${PRODUCT_VERSIONS_MAX}
         and exists (select 1 from billing_product where id = ?1 and version = ?2 - 1)`,
      )
      .bind(...versionOf(product)),
    db
      .prepare(
        `update billing_product set version = ?2, name = ?3, description = ?4, tax_code = ?5
         where id = ?1 and changes() = 1`,
      )
      .bind(id, version, name, description, taxCode),
  ]);
  return inserted?.meta.changes === 1;
}

const productOf = (row: Row): Product => ({
  id: row.id,
  version: row.version,
  // Written by `versionOf` from parsed content.
  ...(JSON.parse(row.content) as ProductContent),
  createdMs: row.created_at_ms,
  versionMs: row.version_at_ms,
  createdBy: row.created_by,
  archivedMs: row.archived_at_ms,
});
