import { countAnswers } from '@km/definition'
import { listAudit, verifyTallies } from '@km/store'
import { readSheet } from 'read-excel-file/node'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import writeXlsxFile from 'write-excel-file/node'
import { addNetwork, client, openTestApp, signIn, signInOnce, testClock } from '../testing.ts'
import { form, openText, question, tinySurveys } from '../testing-surveys.ts'
import { fileProblems, lineProblems } from './nl.ts'

const { choices: _choices, ...plain } = question('KL_2')
const number = { ...plain, type: 'text', inputType: 'number', min: 0, max: 9 }
const hidden = question('KL_4', { visibleIf: '{KL_1} = 2' })
const first = form([question('KL_1', { isRequired: true }), number, openText('KL_3'), hidden])
const surveys = tinySurveys(
  { facts: { code: 'KLEIN' }, versions: { '1.0': first, '1.1': { ...first, title: 'Kleiner' } } },
  { facts: { code: 'MENS', unit: 'person' }, versions: { '1.0': form([question('ME_1')]) } },
)
const clock = testClock('2026-10-05T09:00:00Z')
let opened: Awaited<ReturnType<typeof openTestApp>>
let alice: Awaited<ReturnType<typeof signIn>>
let networkId: number
const schoolIds: number[] = []

beforeAll(async () => {
  opened = await openTestApp({ now: clock.now, surveys })
  const account = { role: 'project_leader', email: 'alice@example.org', at: clock.now() } as const
  networkId = await addNetwork(opened.store, { name: 'Regio Test', ...account })
  alice = await signIn(opened.app, 'alice@example.org')
  for (const name of ['De Eik', 'De Els', 'De Es']) {
    const school = { name, type: 'vmbo', joinedOn: '2020-08-01' }
    schoolIds.push((await alice('POST', '/api/schools', school)).body.id)
  }
})
afterAll(() => opened.close())

let period = 0
/** A round of an earlier year, open to be filled in; its links as a respondent asks them. */
async function earlier(more: object = {}) {
  period += 1
  const { status, body } = await alice('POST', '/api/rounds', {
    ...{ instrument: 'KLEIN', schoolYear: '2024-2025', period: `p${period}`, schoolIds },
    ...{ retrospective: true, source: 'Papieren monitor van juni 2025' },
    ...{ opensOn: '2026-10-01', closesOn: '2026-10-20', ...more },
  })
  if (status !== 201) throw new Error(JSON.stringify(body))
  return {
    id: body.round.id as number,
    version: body.round.version as string,
    links: (body.links as { url: string }[]).map(({ url }) => url.replace(/.*\/r\//, '/api/respond/')),
  }
}
const look = (id: number, file: string | Uint8Array) =>
  alice('POST', `/api/rounds/${id}/import/preview`, file)
const confirm = (id: number, file: string | Uint8Array, fingerprint: string) =>
  alice('POST', `/api/rounds/${id}/import?fingerprint=${fingerprint}`, file)
/** Looked at and confirmed. */
const enter = async (id: number, file: string) => confirm(id, file, (await look(id, file)).body.fingerprint)
const csv = (...lines: string[]) => ['school;KL.1;KL.2;KL.3;KL.4', ...lines].join('\r\n')
const seen = async (id: number) => (await alice('GET', `/api/rounds/${id}`)).body
const stored = (id: number) =>
  opened.store.inNetwork(networkId, async (tx) => [
    ...(await tx.execute<{ school_id: number; answers: unknown }>(
      `select school_id, answers from response where round_id = ${id} order by school_id`,
    )),
  ])
const differences = async () =>
  (await verifyTallies(opened.store, { count: countAnswers, networkId })).differences
const cookie = async () => (await signInOnce(opened.app, 'alice@example.org')) ?? ''
const refused = ({ status, body }: { status: number; body: { code: string } }) => [status, body.code]

describe('the file to fill in', () => {
  it('has a line per school of the round and a column per item code of its version', async () => {
    const { id } = await earlier({ schoolIds: schoolIds.slice(0, 2) })
    const answer = await alice('GET', `/api/rounds/${id}/import/template.csv`)
    expect(answer.headers.get('content-disposition')).toBe(
      'attachment; filename="antwoorden-KLEIN-1.1-2024-2025.csv"',
    )
    expect(answer.body).toBe('school;KL.1;KL.2;KL.3;KL.4\r\nDe Eik;;;;\r\nDe Els;;;;\r\n')
  })

  it('says as a spreadsheet what each column takes, and is read back as it is', async () => {
    const { id } = await earlier()
    const answer = await opened.app.request(`/api/rounds/${id}/import/template.xlsx`, {
      headers: { cookie: await cookie() },
    })
    const file = Buffer.from(await answer.arrayBuffer())
    const values = await readSheet(file, 'Toegestane waarden')
    expect(values.slice(2)).toEqual([
      ['KL.1', 'Hoe gaat KL_1?', 'ja', '1', 'slecht'],
      [null, null, null, '2', 'goed'],
      ['KL.2', 'Hoe gaat KL_2?', 'nee', 'een getal van 0 tot en met 9', null],
      ['KL.3', 'Hoe gaat KL_3?', 'nee', 'vrije tekst, hooguit 100 tekens', null],
      ['KL.4', 'Hoe gaat KL_4?', 'nee', '1', 'slecht'],
      [null, null, null, '2', 'goed'],
    ])
    const { body } = await look(id, file)
    expect(body).toMatchObject({ lines: 3, problems: [], schools: [] })
    const empty = [2, 3, 4].map((line) => ({ line, reasons: [lineProblems.empty] }))
    expect(body.wrongLines).toEqual(empty)
  })

  it('is of the version that was filled in then', async () => {
    const { id, version } = await earlier({ version: '1.0' })
    expect(version).toBe('1.0')
    const { headers } = await alice('GET', `/api/rounds/${id}/import/template.csv`)
    expect(headers.get('content-disposition')).toContain('KLEIN-1.0')
  })
})

describe('answers of an earlier year from a file', () => {
  it('are looked at first, and stored with their tallies in one audited step', async () => {
    const { id } = await earlier()
    const file = csv('De Eik;2;3,0;Gaat goed;1', 'De Els;7;;;', 'De Es;slecht;;;')
    const preview = await look(id, file)
    expect(preview.body).toMatchObject({
      ...{ lines: 3, problems: [] },
      schools: [
        { line: 2, name: 'De Eik', state: 'new', answers: 4 },
        { line: 4, name: 'De Es', state: 'new', answers: 1 },
      ],
      wrongLines: [{ line: 3, reasons: [expect.stringMatching(/^KL\.1: /)] }],
    })
    expect(await stored(id)).toEqual([])
    const done = await confirm(id, file, preview.body.fingerprint)
    expect([done.status, done.body]).toEqual([201, { added: 2, replaced: 0, same: 0, leftOut: 1 }])
    expect(await stored(id)).toEqual([
      { school_id: schoolIds[0], answers: { KL_1: 2, KL_2: 3, KL_3: 'Gaat goed', KL_4: 1 } },
      { school_id: schoolIds[2], answers: { KL_1: 1 } },
    ])
    expect(await seen(id)).toMatchObject({ done: 2, retrospective: true })
    expect(await differences()).toEqual([])
    const [row] = await opened.store.inNetwork(networkId, (tx) => listAudit(tx, { networkId, limit: 1 }))
    expect(row).toMatchObject({
      ...{ verb: 'response.enter', subject: `round:${id}` },
      details: { added: 2, replaced: 0, same: 0, leftOut: 1 },
    })
  })

  it('count once, however often the file comes', async () => {
    const { id } = await earlier()
    const file = csv('De Eik;2;;;', 'De Els;1;;;')
    await enter(id, file)
    const again = await look(id, file)
    expect(again.body.schools.map(({ state }: { state: string }) => state)).toEqual(['same', 'same'])
    const { fingerprint } = again.body
    const twice = await Promise.all([confirm(id, file, fingerprint), confirm(id, file, fingerprint)])
    expect(twice.map(({ body }) => body)).toEqual([
      { added: 0, replaced: 0, same: 2, leftOut: 0 },
      { added: 0, replaced: 0, same: 2, leftOut: 0 },
    ])
    expect(await stored(id)).toHaveLength(2)
    expect(await seen(id)).toMatchObject({ done: 2 })
    expect(await differences()).toEqual([])
  })

  it('count once when the same file is confirmed by two at the same moment', async () => {
    const { id } = await earlier()
    const file = csv('De Eik;2;;;', 'De Els;1;;;')
    const { fingerprint } = (await look(id, file)).body
    const answers = await Promise.all([confirm(id, file, fingerprint), confirm(id, file, fingerprint)])
    expect(answers.map(({ status }) => status).sort()).toEqual([201, 409])
    expect(await seen(id)).toMatchObject({ done: 2 })
    expect(await differences()).toEqual([])
  })

  it('replace what was entered before, and the tallies follow', async () => {
    const { id } = await earlier()
    await enter(id, csv('De Eik;2;;;', 'De Els;1;;;'))
    const better = csv('De Eik;1;5;;', 'De Els;1;;;')
    const { body } = await look(id, better)
    expect(body.schools).toMatchObject([{ state: 'other' }, { state: 'same' }])
    const done = await confirm(id, better, body.fingerprint)
    expect(done.body).toEqual({ added: 0, replaced: 1, same: 1, leftOut: 0 })
    expect((await stored(id))[0]?.answers).toEqual({ KL_1: 1, KL_2: 5 })
    expect(await seen(id)).toMatchObject({ done: 2 })
    expect(await differences()).toEqual([])
  })

  it('leave alone what a school sent itself, and what another entered meanwhile is looked at again', async () => {
    const { id, links } = await earlier()
    const file = csv('De Eik;1;;;', 'De Els;1;;;')
    const { fingerprint } = (await look(id, file)).body
    const answers = { KL_1: 2 }
    const own = { submissionId: crypto.randomUUID(), answers }
    expect((await client(opened.app)('POST', `${links[0]}/submissions`, own)).status).toBe(201)
    const changed = await confirm(id, file, fingerprint)
    expect(refused(changed)).toEqual([409, 'import_changed'])
    const { preview } = changed.body.details
    expect(preview).toMatchObject({
      schools: [{ line: 3, state: 'new' }],
      wrongLines: [{ line: 2, reasons: [lineProblems.own] }],
    })
    await confirm(id, file, preview.fingerprint)
    expect((await stored(id)).map(({ answers }) => answers)).toEqual([answers, { KL_1: 1 }])
  })

  it('take the link of the school: it cannot be sent over any more', async () => {
    const { id, links } = await earlier()
    await enter(id, csv('De Eik;2;;;'))
    const own = { submissionId: crypto.randomUUID(), answers: { KL_1: 2 } }
    expect(refused(await client(opened.app)('POST', `${links[0]}/submissions`, own))).toEqual([
      ...[409, 'already_sent'],
    ])
  })

  it('carry "achteraf ingevoerd" and their source into the comparison and its file', async () => {
    const { id } = await earlier({ period: '' })
    await enter(id, csv('De Eik;2;;;', 'De Els;1;;;', 'De Es;1;;;'))
    await alice('POST', `/api/rounds/${id}/close`)
    expect(await seen(id)).toMatchObject({ source: 'Papieren monitor van juni 2025', state: 'released' })
    const { body } = await alice('GET', `/api/comparisons?instrument=KLEIN&rounds=${id}&level=item`)
    expect(body.periods).toMatchObject([{ retrospective: true, responded: 3 }])
    const file = await alice('GET', `/api/comparisons.csv?instrument=KLEIN&rounds=${id}&level=item`)
    expect(file.body).toContain('achteraf ingevoerd')
  })
})

describe('a file that is not right', () => {
  it('has each wrong line named by number, with the column and what the form would say', async () => {
    const { id } = await earlier()
    const { body } = await look(
      id,
      csv(
        ';2;;;',
        'De Iep;2;;;',
        'De Eik;2;12;;',
        'De Els;1;;;2',
        '',
        'De Es;;3;;',
        'De Eik;2;;;;te veel',
        '=1+1;2;;;',
        `De Es;2;;${'x'.repeat(101)};`,
        'De Es;2;;mail naar iemand@example.org;',
      ),
    )
    expect(body.schools).toEqual([])
    const found = new Map<number, string[]>(
      body.wrongLines.map((one: { line: number; reasons: string[] }) => [one.line, one.reasons]),
    )
    expect([...found.keys()]).toEqual([2, 3, 4, 5, 7, 8, 9, 10, 11])
    expect(found.get(2)).toEqual([lineProblems.noSchool])
    expect(found.get(3)).toEqual([lineProblems.unknownSchool])
    expect(found.get(4)).toEqual([expect.stringMatching(/^KL\.2: /)])
    expect(found.get(5)).toEqual([expect.stringMatching(/^KL\.4: /)])
    expect(found.get(7)).toEqual([expect.stringMatching(/^KL\.1: /)])
    expect(found.get(8)).toEqual([lineProblems.double(4), lineProblems.tooManyCells])
    expect(found.get(9)).toEqual([lineProblems.unknownSchool, lineProblems.formula])
    expect(found.get(10)).toEqual([lineProblems.double(7), expect.stringMatching(/^KL\.3: /)])
    expect(found.get(11)).toEqual([lineProblems.double(7), lineProblems.personal])
  })

  it('has a wrong column named, and then nothing of it is taken', async () => {
    const { id } = await earlier()
    const { body } = await look(id, 'KL.1;KL.9;kl_1\n2;1;1')
    expect(body.problems).toEqual([
      fileProblems.unknownColumn('KL.9'),
      fileProblems.doubleColumn('kl_1'),
      fileProblems.noColumn('school'),
    ])
    expect(refused(await confirm(id, 'KL.1;KL.9;kl_1\n2;1;1', body.fingerprint))).toEqual([
      ...[409, 'import_changed'],
    ])
  })

  it('is refused whole when it has columns about persons', async () => {
    const { id } = await earlier()
    const file = 'school;KL.1;naam leerling\nDe Eik;2;Piet'
    expect(refused(await look(id, file))).toEqual([422, 'personal_columns'])
    expect(await stored(id)).toEqual([])
  })

  it.each([
    ['too_many_lines', 'school;KL.1\n'.concat('De Eik;1\n'.repeat(5001)), 422],
    ['unreadable_file', `school${';x'.repeat(500)}\n`, 422],
    ['too_large', 'x'.repeat(2 * 1024 * 1024 + 1), 413],
  ])('is refused as %s before anything is done with it', async (code, file, status) => {
    const { id } = await earlier()
    expect(refused(await look(id, file))).toEqual([status, code])
  })

  it('is read as a spreadsheet with numbers and dates as they are', async () => {
    const { id } = await earlier()
    const file = await writeXlsxFile([
      ['school', 'KL.1', 'KL.2'].map((value) => ({ value })),
      [{ value: 'de eik' }, { value: 2 }, { value: 5 }],
    ]).toBuffer()
    const { body } = await look(id, file)
    expect(body).toMatchObject({ schools: [{ line: 2, name: 'De Eik', answers: 2 }], wrongLines: [] })
  })
})

describe('a round that takes no file', () => {
  const file = csv('De Eik;2;;;')
  it('is one of this year, or of a questionnaire for people', async () => {
    const now = await earlier({ retrospective: false, source: '' })
    expect(refused(await look(now.id, file))).toEqual([409, 'no_entry'])
    const people = await earlier({ instrument: 'MENS', schoolIds: [] }).catch(() =>
      earlier({ instrument: 'MENS' }),
    )
    expect(refused(await look(people.id, file))).toEqual([409, 'no_entry'])
  })

  it('is one that is planned or closed; reopened with a reason it does', async () => {
    const planned = await earlier({ opensOn: '2026-10-10' })
    expect(refused(await look(planned.id, file))).toEqual([409, 'round_planned'])
    const { id } = await earlier()
    await alice('POST', `/api/rounds/${id}/close`)
    expect(refused(await look(id, file))).toEqual([409, 'round_released'])
    const reason = 'Er kwam nog een monitor boven water.'
    await alice('POST', `/api/rounds/${id}/reopen`, { reason, closesOn: '2026-10-20' })
    expect((await enter(id, file)).body).toMatchObject({ added: 1 })
  })

  it('asks for a source, and for a version that exists', async () => {
    await expect(earlier({ source: '' })).rejects.toThrow('source')
    await expect(earlier({ version: '9.9' })).rejects.toThrow('version')
    await expect(earlier({ retrospective: false, source: '', version: '1.0' })).rejects.toThrow('version')
  })
})
