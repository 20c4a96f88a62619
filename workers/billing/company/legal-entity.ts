import type { Company } from "./company.ts";

/** What the books call the company's own legal entity, whatever its number series is called. */
export const MAIN_ENTITY = "main";
/** The number series of test accounts. */
export const TEST_SERIES = "test";
/** How their numbers begin. */
export const TEST_PREFIX = "TEST-";

/** Whose something is; absent for the company's own, so that books from before there were others need no change. */
export interface OfEntity {
  entityId?: string;
}

/** The id of the legal entity that something belongs to. */
export const entityIdOf = ({ entityId }: OfEntity): string => entityId ?? MAIN_ENTITY;

/** The same the other way round. */
export const ofEntity = (entityId: string): OfEntity => (entityId === MAIN_ENTITY ? {} : { entityId });

/** Whether the company has such a legal entity. */
export const hasEntity = (company: Company, entityId: string): boolean =>
  entityId === MAIN_ENTITY || furtherEntity(company, entityId) !== undefined;

/** The company's settings as they hold for what belongs to one of its legal entities: its seller, prefixes, series and registrations. */
export function settingsFor(company: Company, of: OfEntity): Company {
  const entity = furtherEntity(company, of.entityId);
  if (!entity) return company;
  const { id: legalEntity, ...own } = entity;
  return { ...company, ...own, legalEntity };
}

/** A legal entity beside the company's own. Settings that an account took over before there were any have no list of them. */
const furtherEntity = ({ legalEntities }: Company, entityId: string | undefined) =>
  (legalEntities as Company["legalEntities"] | undefined)?.find(({ id }) => id === entityId);
