import { z } from '@hono/zod-openapi'
import { registerKinds } from '@km/store'
import { day, line, rowId, schoolYear } from '../request-fields.ts'

const mostAttended = 500
const kind = z.enum(registerKinds)
const state = z.enum(['planned', 'running', 'done', 'stopped'])
const value = z.union([z.string(), z.number(), z.boolean()])

/** A line of a register as it is handed in; its fields are checked by `check-entry.ts`. */
export const givenEntry = z.object({
  kind,
  schoolId: rowId.optional(),
  startsOn: day,
  endsOn: day.optional(),
  state,
  /** Schools that were at a meeting. */
  attended: z
    .array(rowId)
    .max(mostAttended)
    .default([])
    .transform((ids) => [...new Set(ids)]),
  values: z.record(z.string().max(40), value),
})
export type GivenEntry = z.output<typeof givenEntry>

const entry = z
  .object({
    id: z.number().int(),
    kind,
    school: z.object({ id: z.number().int(), name: z.string() }).optional(),
    startsOn: z.string(),
    endsOn: z.string().optional(),
    state,
    attended: z.array(z.object({ id: z.number().int(), name: z.string() })),
    values: z.record(z.string(), value),
    /** The person who asks may change it. */
    mayChange: z.boolean(),
  })
  .openapi('RegisterEntry')
export type EntryView = z.infer<typeof entry>

const field = z.object({
  name: z.string(),
  label: z.string(),
  type: z.enum(['count', 'date', 'yes_no', 'choice', 'activity', 'line']),
  required: z.boolean(),
  longest: z.number().int().optional(),
  choices: z.array(z.object({ value: z.string(), text: z.string() })).optional(),
  /** Made by the program. */
  own: z.boolean(),
})

const description = z
  .object({
    kind,
    title: z.string(),
    /** What a line of it is called, and in one sentence what it is for. */
    one: z.string(),
    help: z.string(),
    about: z.enum(['school', 'maybe_school', 'attended', 'network']),
    lasts: z.boolean(),
    states: z.array(z.object({ value: state, text: z.string() })),
    fields: z.array(field),
    mayAdd: z.boolean(),
  })
  .openapi('Register')
export type RegisterDescription = z.infer<typeof description>

const plannedActivity = z
  .object({
    activity: z.string(),
    title: z.string(),
    /** What the plan says about how much. */
    asks: z.string().optional(),
    entryId: z.number().int().optional(),
    planned: z.number().int().optional(),
    realised: z.number().int().optional(),
    /** The registers count it, so nobody fills it in. */
    counted: z.boolean(),
    owner: z.string().optional(),
    startsOn: z.string().optional(),
    endsOn: z.string().optional(),
  })
  .openapi('PlannedActivity')
export type PlannedActivity = z.infer<typeof plannedActivity>

const choice = z.object({
  /** Last day without a first, and without a second progress round, 'MM-DD'. */
  firstRoundBy: z.string(),
  secondRoundBy: z.string(),
  /** Following one pupil (level K) is on since this day; absent: off. */
  followUpSince: z.string().optional(),
  dpiaOn: z.string().optional(),
  decidedBy: z.string().optional(),
})

/** Something that waits or is missing, in one sentence. */
const signal = z
  .object({ kind: z.string(), text: z.string(), on: z.string().optional() })
  .openapi('RegisterSignal')
export type RegisterSignal = z.infer<typeof signal>

export const registersView = z
  .object({
    schoolYear: z.string(),
    years: z.array(z.string()),
    /** The school year of the plan whose activities these are. */
    planYear: z.string(),
    registers: z.array(description),
    entries: z.array(entry),
    activities: z.array(plannedActivity),
    /** Which progress rounds each school had; only of schools that this person sees. */
    progress: z.array(
      z.object({
        school: z.object({ id: z.number().int(), name: z.string() }),
        /** Per round the day, and whether it was held or is planned; absent: still to plan. */
        rounds: z.array(z.object({ round: z.number().int(), on: z.string().optional(), held: z.boolean() })),
      }),
    ),
    /** Pupils that are followed, in total: absent under five, and for who sees them one by one. */
    followed: z.number().int().optional(),
    choice,
    signals: z.array(signal),
    /** What a line can be about. */
    schools: z.array(z.object({ id: z.number().int(), name: z.string() })),
  })
  .openapi('Registers')
export type RegistersView = z.infer<typeof registersView>

export const asked = z.object({ schoolYear: schoolYear.optional() })

const monthDay = z.string().refine((text) => z.iso.date().safeParse(`2024-${text}`).success)
export const newChoice = z.object({
  firstRoundBy: monthDay,
  secondRoundBy: monthDay,
  /** Following one pupil; switching it on asks for the DPIA and the function of who decided. */
  followUp: z.union([z.literal(false), z.object({ dpiaOn: day, decidedBy: line(80) })]),
})
export type NewChoice = z.output<typeof newChoice>

export const made = z.object({ id: z.number().int() })
export const done = z.object({ done: z.literal(true) })

const moment = z
  .object({
    on: z.string(),
    /** Last day, when it takes more than one. */
    until: z.string().optional(),
    kind: z.enum(['round', 'visit', 'meeting', 'training', 'traject', 'progress', 'placement', 'activity']),
    text: z.string(),
    school: z.string().optional(),
    /** Of a placement: for the screen only, never in a calendar program of another. */
    caseNumber: z.string().optional(),
    /** Where in the program it stands, such as '/meetrondes/3'. */
    path: z.string().optional(),
  })
  .openapi('CalendarMoment')
export type CalendarMoment = z.infer<typeof moment>

export const calendarView = z
  .object({
    schoolYear: z.string(),
    years: z.array(z.string()),
    moments: z.array(moment),
    /** The day on which a secret address was made; absent: there is none. */
    addressSince: z.string().optional(),
  })
  .openapi('Calendar')
export type CalendarView = z.infer<typeof calendarView>

/** Shown once. */
export const calendarAddress = z.object({ url: z.string() })
