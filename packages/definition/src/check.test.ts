import { readdirSync, readFileSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import { type CheckMessage, checkSurveys, type SurveyFile, type SurveyFiles } from './check.ts'
import type { SurveyJson } from './model.ts'

const surveys = new URL('../../../surveys/', import.meta.url)

function fileOf(file: string): SurveyFile {
  return { file, json: JSON.parse(readFileSync(new URL(file, surveys), 'utf8')) as unknown }
}

function instrumentOf(code: string): SurveyFiles['instruments'][number] {
  const names = readdirSync(new URL(`instruments/${code}/`, surveys)).filter((name) => /^\d/.test(name))
  return {
    facts: fileOf(`instruments/${code}/instrument.json`),
    versions: names.map((name) => ({
      ...fileOf(`instruments/${code}/${name}`),
      version: name.replace('.json', ''),
    })),
  }
}

const real: SurveyFiles = {
  framework: fileOf('frameworks/ok-voor-nt2.json'),
  scales: fileOf('scales.json'),
  indicators: fileOf('indicators.json'),
  plans: readdirSync(new URL('plans/', surveys)).map((name) => fileOf(`plans/${name}`)),
  instruments: readdirSync(new URL('instruments/', surveys)).map(instrumentOf),
}

/**
 * One real file with a part replaced, as an author would break it, and the files around it; of the
 * instruments only the one that it belongs to.
 */
function broken(file: string, part: string | RegExp, by: string): SurveyFiles {
  const edit = <T extends SurveyFile>(each: T): T => {
    if (each.file !== file) return each
    const text = JSON.stringify(each.json)
    const edited = text.replace(part, by)
    expect(edited).not.toBe(text)
    return { ...each, json: JSON.parse(edited) as unknown }
  }
  return {
    framework: edit(real.framework),
    scales: edit(real.scales),
    indicators: edit(real.indicators),
    plans: real.plans.map(edit),
    instruments: real.instruments
      .filter(({ facts, versions }) => [facts, ...versions].some((each) => each.file === file))
      .map(({ facts, versions }) => ({ facts: edit(facts), versions: versions.map(edit) })),
  }
}

function errorsOf(files: SurveyFiles): readonly CheckMessage[] {
  return checkSurveys(files).errors
}

const newest = 'instruments/KM-NT2/2.0.json'
const facts = 'instruments/KM-NT2/instrument.json'
const student = 'instruments/MBO-STU/1.0.json'

describe('the check of surveys/', () => {
  test('finds nothing wrong in what we publish, and every suspicion accepted with a reason', () => {
    expect(checkSurveys(real)).toEqual({ errors: [], warnings: [] })
  })

  test.each<[string, string, string | RegExp, string, string, string | undefined]>([
    [
      'an expectation without a scored item',
      newest,
      '"expectationCodes":["RE.1"]',
      '"expectationCodes":["RE.2"]',
      'RE.1 heeft geen',
      undefined,
    ],
    [
      'an expectation with two',
      newest,
      '"expectationCodes":["RE.1"]',
      '"expectationCodes":["RE.1","RE.2"]',
      'RE.2 heeft meer dan',
      undefined,
    ],
    [
      'a code of the framework that does not exist',
      newest,
      '"expectationCodes":["CI.I.1"]',
      '"expectationCodes":["CI.I.9"]',
      '"CI.I.9" bestaat niet',
      'CTX_03',
    ],
    [
      'a code of the plan that does not exist',
      newest,
      '"goalCodes":["R3.1"]',
      '"goalCodes":["R9.9"]',
      '"R9.9" bestaat niet',
      'KM_BE_N_2',
    ],
    [
      'an indicator that does not exist',
      newest,
      '"indicatorCodes":["I.A03"]',
      '"indicatorCodes":["I.Z99"]',
      '"I.Z99" bestaat niet',
      'KM_F_1',
    ],
    ['a scale that does not exist', newest, '"scale":"R10"', '"scale":"R11"', '"R11" bestaat niet', 'KM_V_4'],
    [
      'a name that does not fit the code',
      newest,
      '"itemCode":"KM.V.5"',
      '"itemCode":"KM.V.6"',
      'verwacht "KM_V_6"',
      'KM_V_5',
    ],
    [
      'a property that survey-core does not know',
      newest,
      '"locale":"nl"',
      '"locale":"nl","kleur":"rood"',
      "'kleur'",
      undefined,
    ],
    ['a number without a maximum', newest, '"min":0,"max":10', '"min":0', 'een min en een max', 'KM_F_4'],
    [
      'a number with too many values',
      newest,
      '"min":0,"max":10',
      '"min":0,"max":1000',
      '1001 waarden',
      'KM_F_4',
    ],
    ['a comment without a limit', newest, '"maxLength":500', '"maxWidth":"50em"', 'maxLength', 'KM_T_P2'],
    [
      'other words for an escape',
      newest,
      '"text":"Geldt niet voor ons"',
      '"text":"N.v.t."',
      'heet in schaal S4',
      undefined,
    ],
    ['an item without a version', newest, '"itemVersion":1,', '', 'itemVersion ontbreekt', 'CTX_03'],
    [
      'a change of meaning that nobody explained',
      facts,
      '"item":"KM_OL_B_4"',
      '"item":"KM_OL_B_3"',
      'waarom deze vraag veranderde',
      'KM_OL_B_4',
    ],
    ['a row of Bijlage 1 that does not exist', facts, '"K1.c"', '"K9.z"', '"K9.z" bestaat niet', undefined],
    ['a fact that is missing', facts, '"anonymityLevel":"F",', '', 'anonymityLevel', undefined],
    [
      'a long sentence for students',
      student,
      '"title":"',
      '"title":"Dit is een veel te lange zin voor een student die nog Nederlands leert, ',
      'hoogstens 12 mag',
      undefined,
    ],
    [
      'a framework that lost a field',
      'frameworks/ok-voor-nt2.json',
      '"locator":',
      '"plek":',
      'ok-voor-nt2.json klopt niet',
      undefined,
    ],
  ])('names %s, with the file and the item', (_name, file, part, by, message, item) => {
    const found = errorsOf(broken(file, part, by)).find((error) => error.message.includes(message))
    expect(found).toMatchObject({ file, ...(item && { item }) })
  })

  test('refuses a version number that understates the change', () => {
    const files: SurveyFiles = {
      ...real,
      instruments: real.instruments.map(({ facts: own, versions }) => ({
        facts: own,
        versions: versions.map((each) => (each.file === newest ? { ...each, version: '1.1' } : each)),
      })),
    }
    expect(errorsOf(files).map((error) => error.message)).toContainEqual(
      expect.stringContaining('vraagt een nieuw hoofdnummer'),
    )
  })

  test('takes a suspicion for a warning, until it is accepted with a reason', () => {
    const suspicious = broken(newest, '"title":"Wat vroegen we niet', '"title":"Wat vroegen we nooit of niet')
    const warned = (files: SurveyFiles): readonly unknown[] =>
      checkSurveys(files)
        .warnings.filter((warning) => warning.file === newest && warning.item === 'KM_V_5')
        .map((warning) => warning.rule)
    expect(warned(suspicious)).toContain('two-questions')
    const accept = { rule: 'two-questions', item: 'KM_V_5', version: '2.0', reason: 'Proef.' }
    const instruments = suspicious.instruments.map(({ facts: own, versions }) => {
      if (own.file !== facts) return { facts: own, versions }
      const json = own.json as { accepted: readonly SurveyJson[] }
      return { facts: { ...own, json: { ...json, accepted: [...json.accepted, accept] } }, versions }
    })
    expect(warned({ ...suspicious, instruments })).not.toContain('two-questions')
  })

  test('warns of an acceptance that accepts nothing', () => {
    const stale = broken(
      facts,
      '"accepted":[',
      '"accepted":[{"rule":"negation","item":"KM_RE_1","reason":"x"},',
    )
    expect(checkSurveys(stale).warnings).toContainEqual(
      expect.objectContaining({ file: facts, item: 'KM_RE_1', rule: 'negation' }),
    )
  })
})

describe('the privacy line', () => {
  test('of level F never says that it is anonymous, in the line or in a definition', () => {
    const anonymous = /niveau F .* nergens staan/
    const inLine = broken(facts, 'Meedoen is vrijwillig.', 'Meedoen is vrijwillig en anoniem.')
    expect(errorsOf(inLine)).toContainEqual({ file: facts, message: expect.stringMatching(anonymous) })
    const inForm = broken(newest, 'Hoe ver is jullie school', 'Niet anoniem: hoe ver is jullie school')
    expect(errorsOf(inForm)).toContainEqual({ file: facts, message: expect.stringMatching(anonymous) })
  })

  test('is questioned when a part of it seems to lack', () => {
    const { warnings } = checkSurveys(broken(facts, 'Meedoen is vrijwillig.', ''))
    expect(warnings).toContainEqual({
      ...{ file: facts, rule: 'privacy-line', message: expect.stringContaining('vrijwillig') },
    })
  })
})
