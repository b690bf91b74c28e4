import { deflateRawSync } from 'node:zlib'
import { listAudit, listSchools } from '@km/store'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import writeXlsxFile from 'write-excel-file/node'
import { addNetwork, openTestApp, signIn, testClock } from '../testing.ts'
import { form, question, tinySurveys } from '../testing-surveys.ts'
import { unpackSheet } from '../unpack-sheet.ts'
import { characteristics, lineProblems, schoolTypes } from './nl.ts'
import { writeCsvTemplate, writeXlsxTemplate } from './write-template.ts'

const clock = testClock('2026-10-05T09:00:00Z')
const surveys = tinySurveys({ facts: { code: 'KLEIN' }, versions: { '1.0': form([question('KL_1')]) } })
let opened: Awaited<ReturnType<typeof openTestApp>>
let networkId: number
let alice: Awaited<ReturnType<typeof signIn>>

beforeAll(async () => {
  opened = await openTestApp({ now: clock.now, surveys })
  await beginEmpty()
})
afterAll(() => opened.close())
/** A network of its own, for a test that stores. */
let count = 0
async function beginEmpty() {
  count += 1
  const email = `alice${count}@example.org`
  networkId = await addNetwork(opened.store, {
    ...{ name: `Regio ${count}`, role: 'project_leader', email, at: clock.now() },
  })
  alice = await signIn(opened.app, email)
}

const post = (path: string, file: string | Uint8Array) => alice('POST', path, file)
const look = (file: string | Uint8Array) => post('/api/school-import/preview', file)
const confirm = (file: string | Uint8Array, fingerprint: string) =>
  post(`/api/school-import?fingerprint=${fingerprint}`, file)
const stored = async () =>
  (await opened.store.inNetwork(networkId, (tx) => listSchools(tx, networkId))).map(({ name }) => name)
const head = 'naam;schooltype;doet mee sinds'
const csv = (...lines: string[]) => [head, ...lines].join('\r\n')

describe('a file of schools', () => {
  it('is looked at first, and stored when it is confirmed: the right lines together, in one audited step', async () => {
    await beginEmpty()
    const file = csv('De Eik;vmbo;2026-08-01', 'De Els;universiteit;2026-08-01', 'De Es;HAVO-vwo;1-8-2026')
    const seen = await look(file)
    expect(seen.body).toMatchObject({
      lines: 3,
      problems: [],
      schools: [
        { line: 2, name: 'De Eik', type: 'vmbo' },
        { line: 4, name: 'De Es', type: 'havo-vwo' },
      ],
      wrongLines: [{ line: 3, reasons: [lineProblems.unknownType('universiteit')] }],
    })
    expect(await stored()).toEqual([])
    const done = await confirm(file, seen.body.fingerprint)
    expect([done.status, done.body]).toEqual([201, { added: 2, leftOut: 1 }])
    expect(await stored()).toEqual(['De Eik', 'De Es'])
    const [row] = await opened.store.inNetwork(networkId, (tx) => listAudit(tx, { networkId, limit: 1 }))
    expect(row).toMatchObject({ verb: 'school.import', details: { added: 2, leftOut: 1 } })
  })

  it('names each wrong line with every reason', async () => {
    const { body } = await look(
      [
        `${head};omvang;functie contactpersoon`,
        ';vmbo;2026-08-01;;',
        'Een;;gisteren;;',
        'Twee;vmbo;30-2-2026;;',
        'Drie;vmbo;2026-08-01;reusachtig;',
        '',
        'Vier;vmbo;2026-08-01;300-600;conciërge',
        ' twee ;vmbo;2026-08-01;;',
        '=HYPERLINK("x");vmbo;2026-08-01;;',
        'Vijf;vmbo;2026-08-01;;;over',
        `${'x'.repeat(121)};vmbo;2026-08-01;;`,
        'Bel 06-12345678;vmbo;2026-08-01;;',
      ].join('\n'),
    )
    expect(body.schools).toEqual([])
    const found = Object.fromEntries(
      body.wrongLines.map((one: { line: number; reasons: string[] }) => [one.line, one.reasons]),
    )
    expect(found).toEqual({
      2: [lineProblems.noName],
      3: [lineProblems.unknownType(''), lineProblems.badDate],
      4: [lineProblems.badDate],
      5: [lineProblems.unknownValue('omvang', characteristics[0]?.values ?? [])],
      7: [lineProblems.unknownFunction],
      8: [lineProblems.doubleInFile(4)],
      9: [lineProblems.formula],
      10: [lineProblems.tooManyCells],
      11: [lineProblems.longName],
      12: [lineProblems.personal],
    })
  })

  it.each([
    ['with ; and a BOM', Buffer.from(`\uFEFF${csv('Café Zeeë;vmbo;2026-08-01')}`)],
    ['with ,', Buffer.from('naam,schooltype,doet mee sinds\n"Café Zeeë",vmbo,2026-08-01\n')],
    ['with tabs', Buffer.from('naam\tschooltype\tdoet mee sinds\nCafé Zeeë\tvmbo\t2026-08-01\n')],
    ['in Windows-1252', Buffer.from(csv('Café Zeeë;vmbo;2026-08-01'), 'latin1')],
    [
      'with columns in another order',
      Buffer.from('Schooltype;  DOET MEE SINDS ;Naam\nvmbo;2026-08-01;Café Zeeë'),
    ],
  ])('is read %s', async (_name, file) => {
    const { body } = await look(file)
    expect(body).toMatchObject({
      problems: [],
      wrongLines: [],
      schools: [{ name: 'Café Zeeë', type: 'vmbo' }],
    })
  })

  it('is read as a spreadsheet, with dates as dates and formulas as what they show', async () => {
    await beginEmpty()
    const sheet = await writeXlsxFile([
      [{ value: 'naam' }, { value: 'schooltype' }, { value: 'doet mee sinds' }, { value: 'omvang' }],
      [
        { value: 'De Beuk' },
        { value: 'vwo' },
        { value: new Date('2026-08-01T00:00:00Z'), format: 'dd-mm-yyyy' },
        { value: '600-900' },
      ],
      [{ value: 'De Beuk' }, { value: 'vwo' }, { value: '2026-08-01' }, { value: '' }],
    ]).toBuffer()
    const seen = await look(sheet)
    expect(seen.body).toMatchObject({
      schools: [{ line: 2, name: 'De Beuk' }],
      wrongLines: [{ line: 3, reasons: [lineProblems.doubleInFile(2)] }],
    })
    await confirm(sheet, seen.body.fingerprint)
    const [school] = await opened.store.inNetwork(networkId, (tx) => listSchools(tx, networkId))
    expect(school).toMatchObject({ joinedOn: '2026-08-01', profile: { 'CTX-02': '600-900' } })
  })

  it.each(['csv', 'xlsx'])('can begin with the template, which is right as it is (%s)', async (kind) => {
    const answer = await alice('GET', `/api/school-import/template.${kind}`)
    expect(answer.headers.get('content-disposition')).toContain(`scholen.${kind}`)
    const file = kind === 'csv' ? writeCsvTemplate() : await writeXlsxTemplate()
    const { body } = await look(file)
    expect(body).toMatchObject({ problems: [], wrongLines: [], lines: 1 })
  })

  it('with 5,000 schools is stored, and with 5,001 it is refused', async () => {
    await beginEmpty()
    const lines = Array.from({ length: 5001 }, (_, n) => `School ${n};${schoolTypes[n % 5]};2026-08-01`)
    const tooMany = await look(csv(...lines))
    expect([tooMany.status, tooMany.body.code]).toEqual([422, 'too_many_lines'])
    const file = csv(...lines.slice(0, 5000))
    const seen = await look(file)
    expect((await confirm(file, seen.body.fingerprint)).body).toEqual({ added: 5000, leftOut: 0 })
    expect(await stored()).toHaveLength(5000)
  })

  it('above two megabytes is refused before it is read', async () => {
    const answer = await look(csv(`x;${'y'.repeat(2 * 1024 * 1024)};z`))
    expect([answer.status, answer.body.code]).toEqual([413, 'too_large'])
  })

  it.each([
    ['e-mail'],
    ['E-mailadres coördinator'],
    ['Telefoon'],
    ['naam contactpersoon'],
    ['Contactpersoon'],
    ['voornaam'],
  ])('with a column ‘%s’ is refused with an explanation, and nothing of it comes back', async (title) => {
    const file = [`${head};${title}`, 'De Eik;vmbo;2026-08-01;Geheim Persoon'].join('\n')
    const answer = await look(file)
    expect([answer.status, answer.body.code]).toEqual([422, 'personal_columns'])
    expect(JSON.stringify(answer.body)).not.toContain('Geheim')
    expect(JSON.stringify(opened.errors)).not.toContain('Geheim')
  })

  it('says which columns it does not know, which are missing and which are double', async () => {
    const { body } = await look('naam;naam;kleur\nDe Eik;De Els;rood')
    expect(body.problems).toEqual([
      ...['De kolom ‘naam’ staat er twee keer in.', 'De kolom ‘kleur’ kennen we niet.'],
      ...['De kolom ‘schooltype’ ontbreekt.', 'De kolom ‘doet mee sinds’ ontbreekt.'],
    ])
    expect(body.schools).toEqual([])
    expect((await look('')).body.problems).toHaveLength(1)
  })

  it('that was looked at is checked again: a school that came in meanwhile gives a new preview', async () => {
    await beginEmpty()
    const file = csv('De Eik;vmbo;2026-08-01', 'De Els;vmbo;2026-08-01')
    const { body } = await look(file)
    // Two leaders confirm at the same moment: one of both adds them.
    const both = await Promise.all([confirm(file, body.fingerprint), confirm(file, body.fingerprint)])
    expect(both.map(({ status }) => status).sort()).toEqual([201, 409])
    expect(await stored()).toEqual(['De Eik', 'De Els'])
    const again = await confirm(file, body.fingerprint)
    expect(again.body).toMatchObject({
      code: 'import_changed',
      details: { preview: { wrongLines: [{ reasons: [lineProblems.doubleInNetwork] }, {}] } },
    })
  })
})

/** A zip with one part that says of itself what it wants. */
function zipOf(name: string, data: Buffer, says: { size?: number } = {}): Buffer {
  const packed = deflateRawSync(data)
  const title = Buffer.from(name)
  const header = (directory: boolean) => {
    const shift = directory ? 2 : 0
    const one = Buffer.alloc(directory ? 46 : 30)
    one.writeUInt32LE(directory ? 0x02014b50 : 0x04034b50, 0)
    one.writeUInt16LE(8, 8 + shift)
    one.writeUInt32LE(packed.length, 18 + shift)
    one.writeUInt32LE(says.size ?? data.length, 22 + shift)
    one.writeUInt16LE(title.length, 26 + shift)
    return Buffer.concat([one, title])
  }
  const directory = header(true)
  const end = Buffer.alloc(22)
  end.writeUInt32LE(0x06054b50, 0)
  end.writeUInt16LE(1, 10)
  end.writeUInt32LE(directory.length, 12)
  end.writeUInt32LE(30 + title.length + packed.length, 16)
  return Buffer.concat([header(false), packed, directory, end])
}

describe('a spreadsheet that means harm', () => {
  it.each([
    ['unpacks to 60 MB', zipOf('xl/worksheets/sheet1.xml', Buffer.alloc(60 * 1024 * 1024, 32))],
    [
      'unpacks to 60 MB and says 10',
      zipOf('xl/workbook.xml', Buffer.alloc(60 * 1024 * 1024, 32), { size: 10 }),
    ],
    ['is no zip after its first two letters', Buffer.from('PK\u0003\u0004 is all there is')],
    ['is a zip of something else', zipOf('brief.txt', Buffer.from('hallo'))],
    ['is cut off', zipOf('xl/workbook.xml', Buffer.from('<a/>')).subarray(0, 60)],
  ])('and %s is refused in a sentence', async (_name, file) => {
    const answer = await look(file)
    expect([answer.status, answer.body.code]).toEqual([422, 'unreadable_file'])
    expect(opened.errors).toEqual([])
  })

  it('and has a cell in the last row that there can be is refused as too long', async () => {
    const answer = await look(zipOf('xl/worksheets/sheet1.xml', Buffer.from('<sheetData><c r="A1048576"/>')))
    expect([answer.status, answer.body.code]).toEqual([422, 'too_many_lines'])
  })

  it('is given to the reader with true sizes only', () => {
    const clean = unpackSheet(zipOf('xl/workbook.xml', Buffer.from('<a/>'), { size: 4_000_000_000 }), 5000)
    expect(clean.readUInt32LE(22)).toBe(4)
    expect(clean.includes('<a/>')).toBe(true)
  })
})
