/** What the copy of a person's data tells about their voice: scores and words given to results of the own cases. Sheets have no name and cannot be found again. */
import type { PersonId } from '../../base/id.ts';
import type { JsonObject } from '../../base/json.ts';
import type { Permit } from '../permit.ts';
import type { World } from '../world.ts';
import { ratingsOfPerson } from './rating.store.ts';

export const ratingsForCopy = async (world: Pick<World, 'sql'>, _permit: Permit<'system.run'>, owner: PersonId): Promise<JsonObject> => ({
  ratings: await ratingsOfPerson(world.sql, owner, 10_000),
});
