/** In which phase of the flywheel schools are, over the rounds of visits. */
export const nlFlywheel = {
  title: 'Vliegwiel: in welke fase zijn de scholen?',
  note: 'Een fase is op orde als het middelste antwoord op de vragen over die fase ‘op orde’ is of hoger. Een school telt bij de eerste fase die dat nog niet is.',
  stage: 'Fase',
  unknown: 'Geen fase te zeggen',
  of: (count: number, n: number) => `${count} van ${n}`,
} as const
