import { readdirSync, readFileSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import { type CheckMessage, checkSurveys, type SurveyFile, type SurveyFiles } from './check.ts'
import { checkCoverage } from './check-coverage.ts'
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

/** Everything, with a part of one real file replaced, as an author would break it. */
function edited(file: string, part: string | RegExp, by: string): SurveyFiles {
  const edit = <T extends SurveyFile>(each: T): T => {
    if (each.file !== file) return each
    const text = JSON.stringify(each.json)
    const other = text.replace(part, by)
    expect(other).not.toBe(text)
    return { ...each, json: JSON.parse(other) as unknown }
  }
  return {
    framework: edit(real.framework),
    scales: edit(real.scales),
    indicators: edit(real.indicators),
    plans: real.plans.map(edit),
    instruments: real.instruments.map(({ facts, versions }) => ({
      facts: edit(facts),
      versions: versions.map(edit),
    })),
  }
}

/** The same, with of the instruments only the one that the file belongs to: checking all takes long. */
function broken(file: string, part: string | RegExp, by: string): SurveyFiles {
  const files = edited(file, part, by)
  const isOwn = ({ facts, versions }: SurveyFiles['instruments'][number]) =>
    [facts, ...versions].some((each) => each.file === file)
  return { ...files, instruments: files.instruments.filter(isOwn) }
}

function errorsOf(files: SurveyFiles): readonly CheckMessage[] {
  return checkSurveys(files).errors
}

const newest = 'instruments/KM-NT2/2.0.json'
const facts = 'instruments/KM-NT2/instrument.json'
const student = 'instruments/MBO-STU/1.0.json'
const plan = 'plans/2025-2026.json'
const visit = 'instruments/DA-BEZ/instrument.json'
const onePupil = 'instruments/NZ-6W/1.0.json'

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
      'a question that a pupil must answer',
      student,
      '"type":"comment"',
      '"isRequired":true,"type":"comment"',
      'geen vraag verplicht',
      'MS_12',
    ],
    [
      'the word anonymous where the answers have a school',
      facts,
      '"privacyLine":"',
      '"privacyLine":"Je antwoorden blijven Anoniem. ',
      'niveau F is dat niet',
      undefined,
    ],
    [
      'an open question about one pupil',
      onePupil,
      '"type":"radiogroup","name":"N6_7"',
      '"type":"comment","maxLength":200,"name":"N6_7"',
      'geen open vragen',
      'N6_7',
    ],
    [
      'a day of a visit that nobody is asked for',
      visit,
      '"dateItem":"DA_1_datum"',
      '"dateItem":"DA_1"',
      'geen vraag naar een datum',
      'DA_1',
    ],
    ['an import with questions', visit, '"mode":"member"', '"mode":"import"', 'geen vragenlijst', undefined],
    [
      'an instrument without questions',
      'instruments/CF-VO/instrument.json',
      '"mode":"import"',
      '"mode":"member"',
      'Er is geen versie',
      undefined,
    ],
    [
      'a plan whose row of Bijlage 1 names no instrument list',
      plan,
      '"instruments":["SB-NT2"]',
      '"instrument":"SB-NT2"',
      '2025-2026.json klopt niet',
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

describe('the proof of what surveys/ covers', () => {
  test('holds for Bijlage 1, the framework and the desired results', () => {
    expect(checkCoverage(real)).toEqual({
      errors: [],
      combinations: { covered: 16, of: 16 },
      expectations: { covered: 37, of: 37 },
      results: { covered: 13, of: 13 },
    })
  })

  test('every instrument of the domain is there: 27 codes, the team part of the mirror, and parents', () => {
    const codes = real.instruments.map(({ facts: own }) => (own.json as { readonly code: string }).code)
    expect(codes).toHaveLength(29)
    expect(codes).toEqual(expect.arrayContaining(['VW-SPIEGEL-TEAM', 'DS-BETR-OUDER']))
  })

  test.each<[string, SurveyFiles, string, string, object]>([
    [
      'a combination whose instrument is gone',
      { ...real, instruments: real.instruments.filter(({ facts: own }) => own.file !== visit) },
      plan,
      'K2.a: het instrument "DA-BEZ" is er niet',
      { combinations: { covered: 15, of: 16 } },
    ],
    [
      'a combination for which no instrument is named',
      edited(plan, '"instruments":["CF-DS"]', '"instruments":[]'),
      plan,
      'K3.a: er is geen instrument',
      { combinations: { covered: 15, of: 16 } },
    ],
    [
      'an instrument that does not know its row',
      edited(visit, '"bijlageCodes":["K2.a"]', '"bijlageCodes":[]'),
      plan,
      '"DA-BEZ" noemt deze rij zelf niet',
      { combinations: { covered: 15, of: 16 } },
    ],
    [
      'an instrument that claims a row of another',
      edited(visit, '"bijlageCodes":["K2.a"]', '"bijlageCodes":["K2.a","K5.a"]'),
      visit,
      'noemt K5.a',
      { combinations: { covered: 16, of: 16 } },
    ],
    [
      'a desired result that nobody asks about',
      edited(plan, '{"code":"R2.5"', '{"code":"R2.6"'),
      plan,
      'R2.6 heeft geen enkele vraag',
      { results: { covered: 12, of: 13 } },
    ],
    [
      'an activity for a result that is not in the plan',
      edited(plan, '"results":["R2.5"]', '"results":["R2.9"]'),
      plan,
      '"R2.9" bestaat niet',
      { results: { covered: 13, of: 13 } },
    ],
    [
      'a row of Bijlage 1 about an activity that is not in the plan',
      edited(plan, '"goalCodes":["R2.4","A2.6"', '"goalCodes":["R2.4","A2.9"'),
      plan,
      '"A2.9" bestaat niet',
      { results: { covered: 13, of: 13 } },
    ],
    [
      'a result of a goal that is not in the plan',
      edited(plan, '"goal":"D3"', '"goal":"D8"'),
      plan,
      '"D8" bestaat niet',
      { results: { covered: 13, of: 13 } },
    ],
    [
      'an indicator for a result that is not in the plan',
      edited('indicators.json', '"R2.5"', '"R2.9"'),
      'indicators.json',
      'I.A08: Doel, resultaat of activiteit "R2.9" bestaat niet',
      { results: { covered: 13, of: 13 } },
    ],
    [
      'an indicator that counts answers to a question that knows nothing of it',
      edited('indicators.json', '["TP_8"]', '["TP_7"]'),
      'indicators.json',
      'I.P03 telt antwoorden op "TP_7"',
      { results: { covered: 13, of: 13 } },
    ],
    [
      'an indicator that counts an answer that cannot be given',
      edited('indicators.json', '["ja_uren"]', '["ja_zeker"]'),
      'indicators.json',
      'I.A03 telt het antwoord "ja_zeker"',
      { results: { covered: 13, of: 13 } },
    ],
    [
      'an indicator that nobody can deliver',
      edited('indicators.json', /"register":true(?=}$|},{"code":"I.A11")/, '"optional":true'),
      'indicators.json',
      'heeft geen enkele bron',
      { results: { covered: 13, of: 13 } },
    ],
    [
      'an import that is no import',
      edited('indicators.json', '"import":"CF-DS"', '"import":"DS-LL"'),
      'indicators.json',
      'komt binnen met "DS-LL"',
      { results: { covered: 13, of: 13 } },
    ],
    [
      'an expectation that no newest version scores',
      {
        ...real,
        instruments: real.instruments.filter(({ facts: own }) => !/KM-NT2|SB-NT2/.test(own.file)),
      },
      'frameworks/ok-voor-nt2.json',
      'RE.1 heeft geen gescoorde vraag',
      { combinations: { covered: 14, of: 16 } },
    ],
  ])('names %s', (_name, files, file, message, shares) => {
    const proven = checkCoverage(files)
    expect(proven.errors).toContainEqual({ file, message: expect.stringContaining(message) as string })
    expect(proven).toMatchObject(shares)
  })
})
