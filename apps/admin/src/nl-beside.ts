/** What a visitor saw, beside what the school says itself. */
export const nlBeside = {
  title: 'School en bezoeker naast elkaar',
  lead: (discuss: number, of: number) =>
    discuss === 0
      ? `Bij geen van de ${of} besproken onderwerpen liggen school en bezoeker 2 niveaus of meer uit elkaar.`
      : `Bij ${discuss} van de ${of} besproken onderwerpen liggen school en bezoeker 2 niveaus of meer uit elkaar. Praat daarover; geen van beide antwoorden verandert.`,
  topic: 'Onderwerp',
  school: 'School',
  visitor: 'Bezoeker',
  discuss: 'bespreken',
  nothing: 'niet ingevuld',
  flywheel: 'Vliegwiel per bezoek',
  flywheelLead: (day: string, phases: string) => `Bij het laatste bezoek, op ${day}: ${phases}.`,
  sufficient: (name: string, count: number, of: number) => `${name} ${count} van ${of} op orde`,
  phase: 'Fase',
} as const
