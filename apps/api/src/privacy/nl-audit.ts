/** The log in plain Dutch: what was done, as the rest of a sentence that begins with a name. */
const done: Readonly<Record<string, string>> = {
  'network.set_up': 'richtte het samenwerkingsverband in',
  'school.add': 'voegde een school toe',
  'round.open': 'maakte een meetronde',
  'round.release': 'sloot een meetronde af en legde de uitkomsten vast',
  'link.make': 'maakte een nieuwe link',
  'finding.create': 'maakte een bevinding',
  'finding.change': 'veranderde een bevinding',
  'action.create': 'maakte een verbeteractie',
  'action.change': 'veranderde een verbeteractie',
  'response.withdraw': 'verwijderde een inzending die met het ontvangstbewijs is ingetrokken',
  'retention.run': 'verwijderde gegevens waarvan de bewaartermijn voorbij is',
  'account.erase': 'wiste alles van een account',
  'password.change': 'veranderde het eigen wachtwoord',
  'second_factor.on': 'zette de tweede stap bij het inloggen aan',
  'second_factor.off': 'zette de tweede stap bij het inloggen uit',
  'second_factor.new_codes': 'maakte nieuwe herstelcodes',
  'session.end_all': 'logde overal uit',
}

export const auditText = {
  /** 'Verbs' that the program knows; the log may hold older ones. */
  done,
  unknown: (verb: string): string => `deed iets anders (${verb})`,
  program: 'Het programma',
  erased: 'Een gewist account',
  nobody: 'Een account dat niet meer bestaat',
  kinds: {
    round: 'meetronde',
    school: 'school',
    network: 'samenwerkingsverband',
    account: 'account',
    rule: 'bewaartermijn',
    invitation: 'uitnodiging',
  } as Readonly<Record<string, string>>,
  columns: ['wanneer', 'wie', 'rol', 'wat', 'waarover'],
} as const

export const doneText = (verb: string): string => done[verb] ?? auditText.unknown(verb)
