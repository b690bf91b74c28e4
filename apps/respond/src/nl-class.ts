/** Dutch words of the screen for the board; a teacher reads them (B1), and pupils read along. */
export const nlClass = {
  title: 'Invullen in de klas',
  qr: 'QR-code van de vragenlijst',
  sent: 'ingevuld sinds dit scherm openstaat',
  total: (n: number): string => `In de hele meetronde tot nu toe: ${n}.`,
  type: 'Scan de code, of typ:',
  until: (date: string): string => `Invullen kan tot en met ${date}.`,
  codes: 'Elke leerling heeft een eigen code van het vel nodig.',
  rules: [
    'Je ziet hier alleen hoeveel lijsten er zijn verstuurd. Niet wie dat deed, en niet wat er staat.',
    'Kijk niet mee op de schermen van leerlingen. Meedoen is vrijwillig.',
    'Delen leerlingen een apparaat? Na het versturen drukken ze op ‘Maak dit scherm leeg’.',
  ],
  later: 'Er is nu geen verbinding. We proberen het vanzelf opnieuw; er gaat niets verloren.',
} as const
