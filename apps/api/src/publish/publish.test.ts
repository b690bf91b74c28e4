import { listDefinitions } from '@km/store'
import { openTestStore } from '@km/store/testing'
import { beforeEach, describe, expect, it } from 'vitest'
import { StartProblem } from '../env.ts'
import { form, question, tinySurveys } from '../testing-surveys.ts'
import { publishDefinitions } from './publish-definitions.ts'
import { readSurveys } from './read-surveys.ts'

const now = () => new Date('2026-10-05T09:00:00Z')
const first = form([question('KL_1')])
const reworded = form([question('KL_1', { title: 'Hoe gaat het met KL.1?' })])
const extended = form([question('KL_1'), question('KL_2')])
const klein = (versions: Record<string, typeof first>) => tinySurveys({ facts: { code: 'KLEIN' }, versions })

let store: Awaited<ReturnType<typeof openTestStore>>['store']
beforeEach(async () => {
  const opened = await openTestStore()
  store = opened.store
  return () => opened.close()
})

const publish = (versions: Record<string, typeof first>) => publishDefinitions(store, klein(versions), now)
const versions = async () => (await listDefinitions(store.db)).map((row) => `${row.major}.${row.minor}`)

describe('publishing', () => {
  it('freezes what is new, oldest first, and leaves alone what was published', async () => {
    expect(await publish({ '1.0': first })).toEqual([{ instrument: 'KLEIN', version: '1.0' }])
    expect(await publish({ '1.1': reworded, '1.0': first })).toEqual([
      { instrument: 'KLEIN', version: '1.1' },
    ])
    expect(await publish({ '1.0': first, '1.1': reworded })).toEqual([])
    expect(await versions()).toEqual(['1.0', '1.1'])
  })

  it('freezes facts and layout beside the questions', async () => {
    await publish({ '1.0': first })
    const [row] = await listDefinitions(store.db)
    expect(row?.json).toEqual(first)
    expect(row?.facts).toMatchObject({ code: 'KLEIN', anonymityLevel: 'F' })
    expect(row?.layout.items[0]).toMatchObject({ item: 'KL_1', values: [1, 2] })
    expect(row?.publishedAt).toEqual(now())
  })

  it('stops when a published file was changed, naming the file and the way out', async () => {
    await publish({ '1.0': first, '1.1': reworded })
    const changed = publish({ '1.0': extended, '1.1': reworded })
    await expect(changed).rejects.toThrow(StartProblem)
    await expect(changed).rejects.toThrow(/KLEIN\/1\.0\.json is veranderd.*1\.2\.json/)
    expect(await versions()).toEqual(['1.0', '1.1'])
  })

  it('refuses a number that understates the change, also when the older file is gone', async () => {
    await publish({ '1.0': first })
    await expect(publish({ '1.0': first, '1.1': extended })).rejects.toThrow(StartProblem)
    await expect(publish({ '1.1': extended })).rejects.toThrow(/1\.1/)
    expect(await versions()).toEqual(['1.0'])
    await publish({ '1.0': first, '2.0': extended })
    expect(await versions()).toEqual(['1.0', '2.0'])
  })

  it('publishes nothing when anything is wrong', async () => {
    const unknown = form([question('KL_1', { expectationCodes: ['ZZ.9'] })])
    await expect(publish({ '1.0': first, '2.0': unknown })).rejects.toThrow(/ZZ\.9/)
    expect(await versions()).toEqual([])
  })

  it('can publish everything that stands in the repository', async () => {
    const files = readSurveys()
    const published = await publishDefinitions(store, files, now)
    expect(published).toHaveLength(files.instruments.flatMap((each) => each.versions).length)
  })
})
