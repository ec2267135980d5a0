/** Papers of a filing as they travel: files kept before, or the promise to bring the paper itself. */
import type { DocumentId } from '../base/id.ts';
import type { JsonObject } from '../base/json.ts';
import { isObject } from '../base/json.ts';
import type { AttachedFile } from '../kernel/case/case.ts';
import { stagedUploads } from '../kernel/document/document.act.ts';
import type { Permit } from '../kernel/permit.ts';
import type { World } from '../kernel/world.ts';
import type { No } from './problem.ts';
import { no } from './problem.ts';
import type { Flaw, Schema } from './schema.ts';
import { listOf, object, text } from './schema.ts';
import { uuid } from './shape.ts';

export const papersSchema: Schema = {
  ...listOf(
    object({
      paper: text(100, { minLength: 1, description: 'Id of the paper in the procedure.' }),
      'upload?': { ...uuid, description: 'Answered by POST /api/v1/uploads.' },
      'atCounter?': { type: 'boolean', description: 'The paper itself will be brought.' },
    }),
    20,
  ),
  description: 'Each with `upload` or with `atCounter: true`.',
};

/** The sender's own files; a file of somebody else is not there. */
export async function attachedFiles(world: World, permit: Permit<'case.submit'>, body: JsonObject): Promise<readonly AttachedFile[] | No> {
  const wishes = wishesOf(body);
  const ids = wishes.flatMap(({ upload }) => upload ?? []);
  const held = new Map((await stagedUploads(world, permit, ids)).map((upload) => [upload.id, upload]));
  const flaws: Flaw[] = [];
  const files = wishes.flatMap(({ paper, upload, atCounter }, index): readonly AttachedFile[] => {
    const id = world.newId() as DocumentId;
    const found = upload === undefined ? undefined : held.get(upload);
    if (found !== undefined && !atCounter) return [{ id, paper, name: found.name, mediaType: found.mediaType, size: found.size, blob: found.blob }];
    if (upload === undefined && atCounter) return [{ id, paper, name: '', mediaType: '', size: 0, blob: null }];
    flaws.push({ field: `papers.${index}.upload`, code: 'upload-not-found', text: notThere });
    return [];
  });
  return flaws.length > 0 ? no('request-has-problems', flaws) : files;
}

const notThere = {
  vi: 'Không có tệp này. Gửi tệp qua /api/v1/uploads rồi ghi mã nhận được, hoặc đặt atCounter là true.',
  en: 'There is no such file. Send it to /api/v1/uploads and put the id answered here, or set atCounter to true.',
};

type Wish = { readonly paper: string; readonly upload?: string; readonly atCounter: boolean };

/** The body has passed its schema. */
function wishesOf({ papers }: JsonObject): readonly Wish[] {
  if (!Array.isArray(papers)) return [];
  return papers.filter(isObject).map(({ paper, upload, atCounter }) => ({
    paper: String(paper),
    ...(typeof upload === 'string' ? { upload } : {}),
    atCounter: atCounter === true,
  }));
}
