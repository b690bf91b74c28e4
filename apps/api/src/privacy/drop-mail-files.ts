import { readdir, rm, stat } from 'node:fs/promises'
import path from 'node:path'
import { amsterdamDate } from '../clock.ts'
import { isPast, ruleOf } from './retention-rules.ts'

/** Where mail is kept when there is no mail server; a folder that was never needed is not there. */
const filesIn = (folder: string): Promise<string[]> =>
  readdir(folder).catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'ENOENT') return []
    throw error
  })

/** Deletes the mail of one network that was written to a folder too long ago; its number begins each name. */
export async function dropMailFiles(
  folder: string | undefined,
  { networkId, today }: { readonly networkId: number; readonly today: string },
): Promise<number> {
  if (folder === undefined) return 0
  const own = new RegExp(`^${networkId}\\..*\\.eml(\\.part)?$`)
  let dropped = 0
  for (const name of (await filesIn(folder)).filter((each) => own.test(each))) {
    const file = path.join(folder, name)
    const ended = amsterdamDate((await stat(file)).mtime)
    if (!isPast(ruleOf('mail_files'), { ended, schoolYear: '', today })) continue
    await rm(file)
    dropped += 1
  }
  return dropped
}
