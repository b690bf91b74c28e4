/** Dutch texts of answering that do not come from a definition. */
export const respondText = {
  cannotBeKept:
    'In deze tekst staat een teken dat we niet kunnen bewaren. Haal het weg of typ de tekst opnieuw.',
  notBuilt:
    'Deze pagina is nog niet gebouwd. Vraag de beheerder om het programma te starten met "npm start".',
} as const
