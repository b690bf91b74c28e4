/** The form and the frame around it; what both apps share. */

export { createForm, type Form } from './form.ts'
export type { FormInput, OpenQuestion } from './form-model.ts'
export { dutchDate, dutchNumber, nl } from './nl.ts'
export { type FormFacts, Intro, PrivacyMore, Shell, type ShellProps } from './shell.tsx'
export { SurveyView } from './survey-view.tsx'
export { timeLeft } from './time-left.ts'
