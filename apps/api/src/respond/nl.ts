/** Dutch texts of answering that do not come from a definition. */
export const respondText = {
  staysYours: 'Dit antwoord blijft bij wie het gaf. Het is hier niet bewaard.',
  notBuilt:
    'Deze pagina is nog niet gebouwd. Vraag de beheerder om het programma te starten met "npm start".',
} as const
