/** Dutch sentences about how a mail fared; for the project leader, without addresses. */
export const mailText = {
  noSuchAddress: 'Dit adres bestaat niet. Kijk het na en geef een ander adres.',
  mailboxFull: 'De mailbox van de ontvanger is vol. Vraag of die wordt opgeruimd, of geef een ander adres.',
  mailboxOff: 'De mailbox van dit adres staat uit. Geef een ander adres.',
  unreachable:
    'De mailserver van dit adres is niet te vinden of niet te bereiken. Kijk na wat achter de @ staat, of geef een ander adres.',
  forwarded:
    'Dit adres stuurt mail door naar een adres dat niet werkt. Vraag de school om dat te herstellen, of geef een ander adres.',
  notTrusted:
    'De mailserver van de ontvanger laat mail van de Kwaliteitsmonitor niet door. Vraag de beheerder van die school om hulp.',
  tooLarge: 'De mailserver van de ontvanger vindt de mail te groot.',
  refused: 'De mailserver van de ontvanger weigerde de mail. Kijk het adres na.',
  notYet: 'De mailserver neemt de mail nu niet aan. We proberen het straks opnieuw.',
  noServer: 'De mailserver is nu niet bereikbaar. We proberen het straks opnieuw.',
  gaveUp: 'Het is vaak geprobeerd en niet gelukt. Kijk het adres na en stuur de mail opnieuw.',
  unknown:
    'Tijdens het versturen viel de verbinding of het programma weg. De mail kan zijn aangekomen. Stuur alleen opnieuw als dat nodig is.',
  bounced: 'De projectleider meldde dat dit adres niet klopt.',
} as const
