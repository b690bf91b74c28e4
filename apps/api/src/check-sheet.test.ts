import { describe, expect, it } from 'vitest'
import { checkSheet } from './check-sheet.ts'
import { Problem } from './problem.ts'

const lastRow = 6000
const declaration = '<?xml version="1.0" encoding="UTF-8"?>'
const sheet = (cells: string, around = ''): string =>
  `${declaration}<worksheet>${around}<sheetData>${cells}</sheetData></worksheet>`

function codeOf(xml: string): string {
  try {
    checkSheet(Buffer.from(xml), lastRow)
    return 'passes'
  } catch (error) {
    if (error instanceof Problem) return error.code
    throw error
  }
}

const farRow = (attribute: string) => sheet(`<row ${attribute}><c/></row>`)
const long = (length: number) => ' '.repeat(length)

describe('a sheet', () => {
  it.each([
    ['with cells in A1 to ZZ6000', sheet('<row r="1"><c r="A1"/></row><row r="6000"><c r="ZZ6000"/></row>')],
    ['with addresses between single quotes', sheet("<row r='2'><c r='B2' t='s'><v>0</v></c></row>")],
    ['whose cells name no address', sheet('<row><c/><c/></row>')],
    ['with a prefix', `${declaration}<x:sheetData><x:row r="1"><x:c r="A1"/></x:row></x:sheetData>`],
    [
      'with a text of 32,767 characters',
      sheet(`<row r="1"><c><is><t>${'&amp;'.repeat(32_767)}</t></is></c></row>`),
    ],
    ['with a > between quotes', sheet('<row r="1"><c r="A1"/></row>', '<cols title="a > b"/>')],
    ['with words that look like an address', sheet('<row r="1"><c><is><t>r="XFD9"</t></is></c></row>')],
    ['that is no sheet, however far its numbers go', '<a:path r="1048576"/>'],
  ])('%s passes', (_name, xml) => {
    expect(codeOf(xml)).toBe('passes')
  })

  it.each([
    ['between double quotes', farRow('r="1048576"')],
    ['between single quotes', farRow("r='1048576'")],
    ['with blanks around the sign', farRow('r = "1048576"')],
    ['with a prefix before the letter', farRow('a:r="1048576"')],
    ['named a second time', farRow('r="1" r="1048576"')],
    ['named by its cell', sheet("<row><c r='A1048576'/></row>")],
    ['by being the 6001st', sheet('<row/>'.repeat(lastRow + 1))],
  ])('with a row far away, %s, is refused as too long', (_name, xml) => {
    expect(codeOf(xml)).toBe('too_many_lines')
  })

  it.each([
    ['a cell in column XFD', sheet("<row><c r='XFD1'/></row>")],
    ['an address in entities', sheet('<row><c r="&#88;FD1"/></row>')],
    ['a row that is written as a power', sheet('<row r="1e6"/>')],
    ['703 cells without an address', sheet(`<row>${'<c/>'.repeat(703)}</row>`)],
    ['blanks without an end', sheet('<row r="1"/>') + long(300_000)],
    ['a text without an end', sheet(`<row><c><t>${long(300_000)}</t></c></row>`)],
    ['a tag without an end', sheet(`<row ${long(20_000)}/>`)],
    ['a quote without an end', sheet('<row r="1')],
    ['a comment', sheet('<row/>', `<!-- ${'<>'.repeat(10)} -->`)],
    ['an instruction', sheet('<row/>', `<?a ${'<>'.repeat(10)} ?>`)],
  ])('with %s is refused', (_name, xml) => {
    expect(codeOf(xml)).toBe('unreadable_file')
  })
})
